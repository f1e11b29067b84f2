package chancery.appview.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Multipart bodies, as far as they are read.
final class FirstPartTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Optional<FirstPart> parse(String text) {
        return FirstPart.parse(bytes(text), "b");
    }

    @Test
    void readsTheFirstOfTwoParts() {
        Optional<FirstPart> part =
                parse(
                        "--b\r\nContent-Type: Image/PNG\r\nX: y\r\n\r\nab\r\n--\r\n--b\r\n\r\n"
                                + "second\r\n--b--");

        assertThat(part).contains(new FirstPart("image/png", bytes("ab\r\n--")));
    }

    @Test
    void readsPartsWithoutHeadersAndWithoutBytes() {
        assertThat(parse("--b\r\n\r\nab\r\n--b--")).contains(new FirstPart("", bytes("ab")));
        assertThat(parse("--b\r\nX: y\r\n\r\n\r\n--b--")).contains(new FirstPart("", new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b",
                "--b--",
                "--b\r\n",
                "--b\r\nX: y\r\n",
                "--b\r\nX: y\r\n\r\nab",
                "--c\r\n\r\nab\r\n--c--",
                "preamble--b\r\n\r\nab\r\n--b--"
            })
    void findsNothingInWhatIsDamaged(String body) {
        assertThat(parse(body)).isEmpty();
    }

    @Test
    void boundsTheHeadersOfAPart() {
        String fits = "--b\r\nX: " + "y".repeat((8 << 10) - 3) + "\r\n\r\nab\r\n--b--";
        String over = "--b\r\nX: " + "y".repeat((8 << 10) - 2) + "\r\n\r\nab\r\n--b--";

        assertThat(parse(fits)).isPresent();
        assertThat(parse(over)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=abc|abc",
                "Multipart/Form-Data;charset=x; Boundary=\"a b\"|a b",
                "multipart/form-data|-",
                "multipart/form-data; boundary=|-",
                "multipart/mixed; boundary=abc|-"
            })
    void readsTheBoundary(String type, String boundary) {
        assertThat(FirstPart.boundary(type).orElse("-")).isEqualTo(boundary);
    }

    @Test
    void boundsTheBoundary() {
        String prefix = "multipart/form-data; boundary=";

        assertThat(FirstPart.boundary(prefix + "b".repeat(70))).isPresent();
        assertThat(FirstPart.boundary(prefix + "b".repeat(71))).isEmpty();
    }

    @Property(tries = 500)
    void givesBackWhatABrowserSends(@ForAll byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("--b", "");

        Optional<FirstPart> part = parse("--b\r\nContent-Type: a/b\r\n\r\n" + text + "\r\n--b--");

        assertThat(part).contains(new FirstPart("a/b", bytes(text)));
    }
}
