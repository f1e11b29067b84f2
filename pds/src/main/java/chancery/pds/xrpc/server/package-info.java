/// Methods of `com.atproto.server`, one class each, named after the last segment.
@NullMarked
package chancery.pds.xrpc.server;

import org.jspecify.annotations.NullMarked;
