/// Answers questions about the records of a stream. The engine here reads the truth from one end to
/// the other; others answer the same from a view.
@NullMarked
package chancery.streams.answer;

import org.jspecify.annotations.NullMarked;
