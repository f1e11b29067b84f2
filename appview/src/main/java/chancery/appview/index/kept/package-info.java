/// The truth of the index: for each indexed record what it is, which revision wrote it and since
/// when it is known, with the log of what changed. The records themselves are here only where the
/// repository is elsewhere, or a hook changed them.
@NullMarked
package chancery.appview.index.kept;

import org.jspecify.annotations.NullMarked;
