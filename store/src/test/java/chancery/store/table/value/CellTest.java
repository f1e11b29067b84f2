package chancery.store.table.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Cells, their order and their text.
final class CellTest {
    @Test
    void ordersKindsAndThenWorth() {
        List<Cell> ordered =
                List.of(
                        Cell.none(),
                        Cell.of(-1e300),
                        Cell.of(Long.MIN_VALUE),
                        Cell.of(-0.5),
                        Cell.of(9007199254740992.0),
                        Cell.of(9007199254740993L),
                        Cell.of(Long.MAX_VALUE),
                        Cell.of(0x1p63),
                        Cell.of(""),
                        Cell.of("a"),
                        Cell.of("\uFFFD"),
                        Cell.of("\uD83D\uDC1B"),
                        new Cell.Flag(false),
                        new Cell.Flag(true),
                        Cell.of(new byte[] {1}),
                        Cell.of(new byte[] {-1}));

        assertThat(ordered.reversed().stream().sorted(CellOrder::compare)).isEqualTo(ordered);
    }

    @Property
    void ordersTextAsItsBytesInUtf8(@ForAll String a, @ForAll String b) {
        Assume.that(UnicodeText.whole(a) && UnicodeText.whole(b));

        int bytes = Arrays.compareUnsigned(utf8(a), utf8(b));

        assertThat(Integer.signum(CellOrder.compareText(a, b))).isEqualTo(Integer.signum(bytes));
    }

    @Property
    void countsTheBytesOfText(@ForAll @StringLength(max = 50) String text) {
        Assume.that(UnicodeText.whole(text));

        assertThat(Cell.of(text).bytes()).isEqualTo(utf8(text).length);
    }

    @Test
    void comparesEqualWorthAsEqual() {
        assertThat(CellOrder.compare(Cell.of(2), Cell.of(2.0))).isZero();
        assertThat(Cell.of(-0.0)).isEqualTo(Cell.of(0.0));
        assertThat(Cell.of(new byte[] {1})).isEqualTo(Cell.of(new byte[] {1}));
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        assertThatThrownBy(() -> Cell.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cell.of(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesHalfCharacters() {
        assertThat(UnicodeText.whole("a\uD83D\uDC1Bb")).isTrue();
        assertThat(UnicodeText.whole("\uD83D")).isFalse();
        assertThat(UnicodeText.whole("\uDC1B\uD83D")).isFalse();
        assertThat(UnicodeText.head("a\uD83D\uDC1B", 2)).isEqualTo("a");
        assertThat(UnicodeText.head("a\uD83D\uDC1B", 3)).isEqualTo("a\uD83D\uDC1B");
    }

    @Test
    void foldsByCodePoint() {
        assertThat(Fold.of("ÄβΣ\uD801\uDC00İ")).isEqualTo("äβσ\uD801\uDC28i");
        assertThat(Fold.contains("Straße", Fold.of("RAß"))).isTrue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
