package chancery.streams.value;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.charset.StandardCharsets;

final class Utf8Test {
    @Example
    void countsEachWidth() {
        assertThat(Utf8.length("a")).isEqualTo(1);
        assertThat(Utf8.length("\u007f\u0080")).isEqualTo(3);
        assertThat(Utf8.length("\u07ff\u0800")).isEqualTo(5);
        assertThat(Utf8.length("\ud83d\ude00")).isEqualTo(4);
    }

    @Property(tries = 200)
    void countsWhatTheBytesWouldBe(@ForAll int[] codePoints) {
        StringBuilder text = new StringBuilder();
        for (int codePoint : codePoints) {
            int valid = Math.floorMod(codePoint, 0x110000);
            text.appendCodePoint(valid >= 0xd800 && valid < 0xe000 ? 'x' : valid);
        }

        int length = Utf8.length(text.toString());

        assertThat(length).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
    }
}
