package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.script.ScriptKit;

import org.junit.jupiter.api.Test;

final class JsonLibraryTest {
    private final ScriptKit kit = ScriptKit.with(new JsonLibrary());

    @Test
    void encodesCompactAndSorted() {
        assertThat(kit.answer("return json.encode({ b = { 1, 2.0 }, a = 'x\\n' })"))
                .isEqualTo("\"{\\\"a\\\":\\\"x\\\\n\\\",\\\"b\\\":[1,2.0]}\"");
        assertThat(kit.answer("return json.encode({})")).isEqualTo("\"{}\"");
    }

    @Test
    void decodesWhatItEncodes() {
        assertThat(kit.answer("return json.decode('{\"a\":[],\"b\":{},\"c\":null,\"d\":1.5}')"))
                .isEqualTo("{\"a\":[],\"b\":{},\"c\":null,\"d\":1.5}");
        assertThat(kit.answer("local n = json.decode('null') return { n == nil, tostring(n) }"))
                .isEqualTo("[false,\"userdata: (nil)\"]");
    }

    @Test
    void namesItselfInErrors() {
        assertThat(kit.failure("json.encode({ f = print })").message())
                .startsWith("json.encode: a function is no JSON");
        assertThat(kit.failure("json.decode('{')").message())
                .startsWith("json.decode: malformed JSON");
        assertThat(kit.failure("json.decode('1 2')").message()).startsWith("json.decode: ");
        assertThat(kit.failure("json.decode(('['):rep(65) .. (']'):rep(65))").message())
                .startsWith("json.decode: ");
        assertThat(kit.answer("return json.decode(('['):rep(64) .. (']'):rep(64))")).hasSize(128);
    }
}
