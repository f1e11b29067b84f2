/// Whole repositories on their way from memory into an archive. Knows nothing of where they are
/// stored; what does not fit into memory is left to `repo`.
@NullMarked
package chancery.atproto.export;

import org.jspecify.annotations.NullMarked;
