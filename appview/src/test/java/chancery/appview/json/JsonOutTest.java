package chancery.appview.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonOutTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[],{},[{}]]",
                "{\"a\":[1,-2,3.5],\"b\":{\"c\":null,\"d\":[true,false]},\"e\":\"x\"}",
                "\"\"",
                "-9223372036854775808",
                "1.0E100",
                "null"
            })
    void writesWhatItWasFed(String text) {
        JsonOut out = new JsonOut();

        JsonText.feed(text, out);

        assertThat(out.text()).isEqualTo(text);
    }

    @Test
    void escapesWhatATextMayNotHold() {
        JsonOut out = new JsonOut();

        out.text("\"\\/\b\t\n\f\r\u0001\u001fé😀");

        assertThat(out.text()).isEqualTo("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001Fé😀\"");
    }

    @Property(tries = 200)
    void writesTextsAsTheOtherWriterDoes(@ForAll String text) {
        JsonOut out = new JsonOut();

        out.text(text);

        assertThat(out.text()).isEqualTo(JsonText.write(new Json.Text(text)));
    }

    @Test
    void aValueFeedsItself() {
        String text = "{\"a\":[1,2.5,\"t\",true,false,null,{\"b\":[]}]}";
        JsonOut out = new JsonOut();

        JsonText.parse(text).feed(out);

        assertThat(out.text()).isEqualTo(text);
    }
}
