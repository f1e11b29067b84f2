/// Methods of `com.atproto.repo`, one class each, named after the last segment.
@NullMarked
package chancery.pds.xrpc.repo;

import org.jspecify.annotations.NullMarked;
