/// The feed of changes of a stream: pages of newest states, and the cursors that go on after them.
@NullMarked
package chancery.streams.sync;

import org.jspecify.annotations.NullMarked;
