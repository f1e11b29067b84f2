package chancery.pds.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Handle;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HandleRulesTest {
    private final HandleRules rules =
            new HandleRules(List.of(".test", ".pds.example.com"), ReservedHandles.load());

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "al!ce.test", "-a.test", "a..test", "alice.test."})
    void textThatIsNoHandleIsRefused(String text) {
        assertThatThrownBy(() -> rules.parse(text))
                .hasMessage("Input/handle must be a valid handle")
                .extracting(e -> ((Refusal) e).name())
                .isEqualTo("InvalidHandle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.local", "a.onion", "a.INVALID", "a.b.example", "a.internal"})
    void topLevelDomainsThatNobodyCanHaveAreRefused(String text) {
        assertThatThrownBy(() -> rules.parse(text))
                .hasMessage("Handle TLD is invalid or disallowed");
    }

    @Test
    void handlesAreKeptInLowerCase() {
        assertThat(rules.parse("Alice.TEST")).isEqualTo(Handle.parse("alice.test"));
    }

    @Test
    void serviceDomainIsWhatTheHandleLiesUnder() {
        assertThat(rules.domainOf(Handle.parse("alice.test"))).contains(".test");
        assertThat(rules.domainOf(Handle.parse("a.pds.example.com"))).contains(".pds.example.com");
        assertThat(rules.domainOf(Handle.parse("pds.example.com"))).isEmpty();
        assertThat(rules.domainOf(Handle.parse("alicetest.com"))).isEmpty();
        assertThat(rules.domainOf(Handle.parse("a.notpds.example.com"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ab, Handle too short",
        "a123456789012345678, Handle too long",
        "a.bcd, Invalid characters in handle",
        "admin, Reserved handle",
        "about, Reserved handle",
    })
    void frontsOutsideOfTheRulesAreRefused(String front, String message) {
        Handle handle = Handle.parse(front + ".test");

        assertThatThrownBy(() -> rules.requireFree(handle, ".test")).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a12345678901234567", "with-dash", "123"})
    void frontsUpToTheEdgesMayBeHad(String front) {
        rules.requireFree(Handle.parse(front + ".test"), ".test");
    }
}
