/// Methods of `com.atproto.sync`, one class each, named after the last segment.
@NullMarked
package chancery.pds.xrpc.sync;

import org.jspecify.annotations.NullMarked;
