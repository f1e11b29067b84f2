/// Repository structure: tree, commits, archives, proofs. Pure: no storage, no clock, no network.
/// Reading blocks goes through [BlockSource]; saving them is the work of the caller.
@NullMarked
package chancery.atproto.repo;

import org.jspecify.annotations.NullMarked;
