/// Methods of `com.atproto.identity`, one class each, named after the last segment.
@NullMarked
package chancery.pds.xrpc.identity;

import org.jspecify.annotations.NullMarked;
