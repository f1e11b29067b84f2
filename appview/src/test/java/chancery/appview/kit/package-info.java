/// Doubles of the hosts that the AppView listens to and asks, on loopback, and what tests of
/// several features share.
@NullMarked
package chancery.appview.kit;

import org.jspecify.annotations.NullMarked;
