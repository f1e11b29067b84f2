package chancery.pds.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b.c", "first.last+tag@mail.example.com", "o'hara@x-y.example"})
    void acceptsAddresses(String text) {
        assertThat(Email.valid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b.c",
                "a@b",
                "a@@b.c",
                "a@b@c.d",
                "a b@c.d",
                "a@b.c\n",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b.c",
                "<a@b.c>",
                "a,b@c.d",
                "a\"b@c.d",
                "ä@b.c",
                "a\u0000@b.c",
            })
    void refusesWhatIsNone(String text) {
        assertThat(Email.valid(text)).isFalse();
        assertThatThrownBy(() -> new Email(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void isAtMost254CharactersLong() {
        String domain = "@example.com";

        assertThat(Email.valid("a".repeat(253 - domain.length()) + domain)).isTrue();
        assertThat(Email.valid("a".repeat(254 - domain.length()) + domain)).isTrue();
        assertThat(Email.valid("a".repeat(255 - domain.length()) + domain)).isFalse();
    }

    @Test
    void isTheSameInAnyCase() {
        assertThat(new Email("Alice@Example.COM")).isEqualTo(new Email("alice@example.com"));
    }
}
