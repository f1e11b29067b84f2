/// Repositories of this host for the other doors of the process: what the methods of
/// `com.atproto.repo` do, without a request around it. Leaves the question who may to its callers.
@NullMarked
package chancery.pds.local;

import org.jspecify.annotations.NullMarked;
