/// The log: one line of JSON per event on stderr, written beside the work so that a slow reader of
/// the log slows nothing down.
@NullMarked
package chancery.server.log;

import org.jspecify.annotations.NullMarked;
