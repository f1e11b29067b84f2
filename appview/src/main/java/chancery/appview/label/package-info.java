/// Labels that others give: subscriptions to labelers, what they said as truth, and as rows of the
/// index. What labels mean is the scripts' work.
@NullMarked
package chancery.appview.label;

import org.jspecify.annotations.NullMarked;
