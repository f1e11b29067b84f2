package chancery.atproto.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every limit of a frame at its edge.
class FrameLimitsTest {
    private static final FrameLimits STANDARD = FrameLimits.STANDARD;

    @ParameterizedTest
    @ValueSource(ints = {199, 200})
    void takesAsManyOperationsAsTheLimit(int count) {
        Event event = GivenEvents.commit(GivenEvents.CAR, GivenEvents.ops(count));

        assertAccepted(event);
    }

    @Test
    void refusesOneOperationMoreThanTheLimit() {
        Event event = GivenEvents.commit(GivenEvents.CAR, GivenEvents.ops(201));

        assertRefused(event, "at most 200 ops");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_999_999, 2_000_000})
    void takesAsManyBlocksAsTheLimit(int size) {
        Event event = GivenEvents.commit(zeros(size), GivenEvents.ops(1));

        assertAccepted(event);
    }

    @Test
    void refusesBlocksOneByteOverTheLimit() {
        Event event = GivenEvents.commit(zeros(2_000_001), GivenEvents.ops(1));

        assertRefused(event, "at most 2000000 bytes of blocks");
    }

    @ParameterizedTest
    @ValueSource(ints = {9_999, 10_000})
    void takesSyncBlocksUpToTheLimit(int size) {
        assertAccepted(GivenEvents.sync(zeros(size)));
    }

    @Test
    void refusesSyncBlocksOneByteOverTheLimit() {
        assertRefused(GivenEvents.sync(zeros(10_001)), "at most 10000 bytes of blocks");
    }

    @Test
    void refusesToStoreWhatIsOverTheLimit() {
        Event event = GivenEvents.sync(zeros(10_001));

        assertThatThrownBy(() -> StoredEvent.of(event)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void measuresFramesBeforeReadingThem() {
        byte[] frame = GivenEvents.golden("commit");
        FrameLimits exact = new FrameLimits(frame.length, 200, 2_000_000, 10_000);
        FrameLimits less = new FrameLimits(frame.length - 1, 200, 2_000_000, 10_000);

        assertThat(EventFrames.decode(frame, exact)).isPresent();
        assertThatThrownBy(() -> EventFrames.decode(frame, less))
                .hasMessageContaining("bytes of frame");
        assertThatThrownBy(() -> EventFrames.decode(new byte[5_000_001]))
                .hasMessageContaining("at most 5000000 bytes of frame");
    }

    private static void assertAccepted(Event event) {
        byte[] frame = EventFrames.encode(new EventFrame.Sequenced(1, event));

        assertThat(EventFrames.decode(frame)).contains(new EventFrame.Sequenced(1, event));
    }

    /// Encodes without the limits of our own events, as a foreign host would.
    private static void assertRefused(Event event, String message) {
        FrameLimits wide =
                new FrameLimits(
                        STANDARD.frameBytesMax(),
                        STANDARD.opsMax() + 1,
                        STANDARD.blocksBytesMax() + 1,
                        STANDARD.syncBlocksBytesMax() + 1);
        byte[] frame = StoredEvent.of(event, wide).frameBytes(1);

        assertThat(EventFrames.decode(frame, wide)).isPresent();
        assertThatThrownBy(() -> EventFrames.decode(frame))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining(message);
    }

    private static Value.Bytes zeros(int size) {
        return Value.Bytes.wrap(new byte[size]);
    }
}
