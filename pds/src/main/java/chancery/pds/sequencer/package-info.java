/// The log of events of this host, and the stream of frames that subscribers follow.
@NullMarked
package chancery.pds.sequencer;

import org.jspecify.annotations.NullMarked;
