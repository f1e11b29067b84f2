/// The embedded engine: one directory, RocksDB for the truth, files for blobs. Knows bytes and
/// keys, nothing of the protocol. One committer thread writes.
@NullMarked
package chancery.store.embedded;

import org.jspecify.annotations.NullMarked;
