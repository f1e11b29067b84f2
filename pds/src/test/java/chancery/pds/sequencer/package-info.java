/// Tests of the firehose on the memory engine.
@NullMarked
package chancery.pds.sequencer;

import org.jspecify.annotations.NullMarked;
