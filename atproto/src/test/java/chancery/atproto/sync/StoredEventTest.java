package chancery.atproto.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The form of the log, against `docs/formats/events.md` and against damage.
class StoredEventTest {
    @Test
    void keepsTheFormThatIsWrittenDown() {
        StoredEvent stored = StoredEvent.of(GivenEvents.commit());

        assertThat(stored.bytes()).isEqualTo(GivenEvents.golden("stored-commit"));
        assertThat(StoredEvent.decode(GivenEvents.golden("stored-commit"))).isEqualTo(stored);
    }

    @Test
    void givesTheFrameThatIsWrittenDown() {
        StoredEvent stored = StoredEvent.decode(GivenEvents.golden("stored-commit"));

        assertThat(stored.frame(812)).isEqualTo(ByteBuffer.wrap(GivenEvents.golden("commit")));
        assertThat(stored.frame(812).isReadOnly()).isTrue();
    }

    @Test
    void tellsKindAndTimeWithoutTheFrame() {
        StoredEvent stored = StoredEvent.of(GivenEvents.commit());

        assertThat(stored.kind()).isEqualTo(EventKind.COMMIT);
        assertThat(stored.time()).isEqualTo(GivenEvents.TIME.plusMillis(700));
    }

    @Property(tries = 300)
    void takesAnyNumberLater(@ForAll("events") Event event, @ForAll("seqs") long seq) {
        StoredEvent stored = StoredEvent.decode(StoredEvent.of(event).bytes());

        assertThat(stored.sequenced(seq)).isEqualTo(new EventFrame.Sequenced(seq, event));
    }

    @Test
    void refusesNumbersOutsideTheirRange() {
        StoredEvent stored = StoredEvent.of(GivenEvents.commit());

        assertThatThrownBy(() -> stored.frame(0)).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> stored.frame(EventFrame.SEQ_MAX + 1))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesHeadsThatAreDamaged() {
        assertDamaged(0, 2);
        assertDamaged(1, 0);
        assertDamaged(1, 5);
        assertDamaged(10, 0x7f);
        assertDamaged(10, 0xff);
        assertDamaged(13, 0);
        assertThatThrownBy(() -> StoredEvent.decode(new byte[14]))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesAHeadThatContradictsTheFrame() {
        byte[] bytes = GivenEvents.golden("stored-commit");
        bytes[1] = (byte) EventKind.SYNC.code();
        StoredEvent stored = StoredEvent.decode(bytes);

        assertThatThrownBy(() -> stored.sequenced(1)).isInstanceOf(SyntaxException.class);
    }

    @Property(tries = 300)
    void refusesDamageWithAWordAboutTheSyntax(
            @ForAll("events") Event event, @ForAll int place, @ForAll byte damage) {
        byte[] bytes = StoredEvent.of(event).bytes().clone();
        bytes[Math.floorMod(place, bytes.length)] = damage;

        try {
            assertThat(StoredEvent.decode(bytes).sequenced(9).seq()).isEqualTo(9);
        } catch (SyntaxException e) {
            assertThat(e).hasMessageStartingWith("Invalid");
        }
    }

    @Test
    void growsWithItsBlocksAlone() {
        byte[] blocks = new byte[1000];
        Arrays.fill(blocks, (byte) 7);

        StoredEvent stored = StoredEvent.of(GivenEvents.sync(GivenEvents.blocks(blocks)));

        assertThat(stored.bytes().length).isLessThan(1000 + 150);
    }

    @Provide
    Arbitrary<Event> events() {
        return GivenEvents.events();
    }

    @Provide
    Arbitrary<Long> seqs() {
        return GivenEvents.seqs();
    }

    private static void assertDamaged(int place, int value) {
        byte[] bytes = GivenEvents.golden("stored-commit");
        bytes[place] = (byte) value;

        assertThatThrownBy(() -> StoredEvent.decode(bytes)).isInstanceOf(SyntaxException.class);
    }
}
