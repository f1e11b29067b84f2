/// Records as they are kept: the newest state of each, in the order in which they changed, and the
/// deletions of the last days. Layouts are in docs/formats/streams.md.
@NullMarked
package chancery.streams.truth;

import org.jspecify.annotations.NullMarked;
