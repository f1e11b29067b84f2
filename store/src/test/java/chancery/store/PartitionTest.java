package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PartitionTest {
    @Test
    void aNameHasOneTo2100BytesAndNoZero() {
        assertThat(new Partition("x".repeat(2_100)).prefixLength()).isEqualTo(2_101);
        assertThatThrownBy(() -> new Partition("x".repeat(2_101)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Partition("ü".repeat(1_051)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Partition("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Partition("a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWithTextThatIsNoUnicodeAreRefused() {
        assertThatThrownBy(() -> new Partition("a\ud800"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Partition("a?").name()).isEqualTo("a?");
    }

    @Test
    void keysAreThePrefixThenTheSuffix() {
        Key key = new Partition("ab").key(Space.REPO, "cd");

        assertThat(key.bytes()).containsExactly('a', 'b', 0, 'c', 'd');
        assertThat(key.suffix()).containsExactly('c', 'd');
        assertThat(key).isEqualTo(new Partition("ab").key(Space.REPO, "cd"));
        assertThat(key).isNotEqualTo(new Partition("ab").key(Space.BLOCK, "cd"));
        assertThat(key).hasToString("REPO/ab/2 bytes");
    }

    @Test
    void theRangeOfAPartitionEndsBeforeTheNext() {
        Range range = Range.of(Space.REPO, new Partition("ab"));

        assertThat(range.from()).containsExactly('a', 'b', 0);
        assertThat(range.to()).containsExactly('a', 'b', 1);
        assertThat(Range.prefix(Space.REPO, new byte[] {1, -1}).to()).containsExactly(2);
        assertThat(Range.prefix(Space.REPO, new byte[] {-1, -1}).to()).isNull();
    }
}
