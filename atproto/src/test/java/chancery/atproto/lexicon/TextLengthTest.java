package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

class TextLengthTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "'a\r\nb', 3",
        "e\u0301, 1",
        "👩‍👩‍👦‍👦, 1",
        "👩‍👩‍👦‍👦👩‍👩‍👦‍👦, 2",
        "🏳️‍🌈, 1",
        "🇩🇪, 1",
        "🇩🇪🇫🇷, 2",
        "🇩🇪🇫, 2",
        "👍🏽, 1",
        "각, 1",
        "नि, 1",
        "日本語, 3",
        "1️⃣, 1"
    })
    void countsWhatReadersTakeForOneCharacter(String text, int count) {
        assertThat(TextLength.graphemes(text)).isEqualTo(count);
    }

    @Test
    void countsAMillionCombiningMarksQuickly() {
        String bomb = "a" + "\u0301".repeat(1_000_000);

        long start = System.nanoTime();
        int count = TextLength.graphemes(bomb);

        assertThat(count).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Property(tries = 100)
    void countsBytesAsTheEncoderDoes(@ForAll @StringLength(max = 50) String text) {
        String sound = text.replaceAll("\\p{Cs}", "😀");

        assertThat(TextLength.utf8(sound)).isEqualTo(sound.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 100)
    void neverCountsMoreClustersThanUnits(@ForAll @StringLength(max = 50) String text) {
        assertThat(TextLength.graphemes(text)).isBetween(text.isEmpty() ? 0 : 1, text.length());
    }
}
