package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// The messages in `messages.txt` are those of the reference implementation.
class MessagesTest {
    static List<Sources.Case> messages() {
        return Sources.cases(MessagesTest.class, "messages.txt");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void saysWhatTheReferenceSays(Sources.Case example) {
        String outcome = Sources.outcome(example.source());

        assertThat(outcome).isEqualTo(example.outcome());
    }
}
