package chancery.atproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

class Base58Test {
    @Property
    void decodesWhatItEncoded(@ForAll @Size(max = Base58.BYTES_MAX) byte[] bytes) {
        assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
    }

    @Test
    void encodesKnownAnswers() {
        assertThat(Base58.encode("Hello World!".getBytes(UTF_8))).isEqualTo("2NEpo7TZRRrLZSi2U");
        assertThat(Base58.encode(new byte[] {0, 0, 40, 127, -76, -51})).isEqualTo("11233QC4");
    }

    @Test
    void refusesOtherCharacters() {
        assertThatThrownBy(() -> Base58.decode("0")).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> Base58.decode("lé")).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsAt128Characters() {
        assertThat(Base58.decode("1".repeat(127))).hasSize(127);
        assertThat(Base58.decode("1".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> Base58.decode("1".repeat(129)))
                .isInstanceOf(SyntaxException.class);
    }
}
