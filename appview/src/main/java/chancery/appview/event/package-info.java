/// The event log: what happened, for operators.
@NullMarked
package chancery.appview.event;

import org.jspecify.annotations.NullMarked;
