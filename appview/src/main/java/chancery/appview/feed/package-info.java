/// What other hosts send: Jetstreams and relays, as changes in order. Streams are opened again when
/// they end; what is done with the changes is `index`'s work.
@NullMarked
package chancery.appview.feed;

import org.jspecify.annotations.NullMarked;
