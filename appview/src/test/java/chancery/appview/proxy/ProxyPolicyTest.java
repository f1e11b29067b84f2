package chancery.appview.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.setting.Settings;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

final class ProxyPolicyTest {
    private static ProxyPolicy policy(ProxyPolicy.Mode mode, String... patterns) {
        return new ProxyPolicy(mode, List.of(patterns));
    }

    private static boolean allows(ProxyPolicy policy, String nsid) {
        return policy.allows(Nsid.parse(nsid));
    }

    @Test
    void allowsWhatTheModeSays() {
        ProxyPolicy allow = policy(ProxyPolicy.Mode.ALLOWLIST, "com.example.get", "org.test.*");
        ProxyPolicy block = policy(ProxyPolicy.Mode.BLOCKLIST, "com.example.get", "org.test.*");

        assertThat(allows(allow, "com.example.get")).isTrue();
        assertThat(allows(allow, "com.example.getAll")).isFalse();
        assertThat(allows(allow, "org.test.a")).isTrue();
        assertThat(allows(allow, "org.test.a.b")).isTrue();
        assertThat(allows(allow, "org.testing.a")).isFalse();
        assertThat(allows(block, "org.test.a")).isFalse();
        assertThat(allows(block, "org.testing.a")).isTrue();
        assertThat(allows(ProxyPolicy.OPEN, "com.example.get")).isTrue();
        assertThat(allows(policy(ProxyPolicy.Mode.DISABLED), "com.example.get")).isFalse();
    }

    @Test
    void matchesWhatIsBelowAPrefixAndNotThePrefixItself() {
        ProxyPolicy allow = policy(ProxyPolicy.Mode.ALLOWLIST, "com.example.feed.*");

        assertThat(allows(allow, "com.example.feed.get")).isTrue();
        assertThat(allows(allow, "com.example.feed")).isFalse();
    }

    @Test
    void dropsPatternsWhereTheModeNeedsNone() {
        assertThat(policy(ProxyPolicy.Mode.OPEN, "a.b.c").patterns()).isEmpty();
        assertThat(policy(ProxyPolicy.Mode.DISABLED, "no pattern").patterns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, NSID pattern must not be empty",
                "com, NSID pattern must have at least two segments: com",
                "com.*, NSID pattern must have at least two segments: com.*",
                "com..x, NSID pattern has empty segment",
                "com.a_b.x, NSID segment contains invalid characters: com.a_b.x",
                "com.example, Exact NSID must have at least three segments: com.example",
            })
    void refusesPatternsThatAreNone(String pattern, String complaint) {
        assertThatThrownBy(() -> policy(ProxyPolicy.Mode.ALLOWLIST, pattern))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(complaint);
    }

    @Test
    void takesAThousandPatterns() {
        List<String> most = Collections.nCopies(1_000, "a.b.c");
        List<String> more = Collections.nCopies(1_001, "a.b.c");

        assertThat(new ProxyPolicy(ProxyPolicy.Mode.BLOCKLIST, most).patterns()).hasSize(1_000);
        assertThatThrownBy(() -> new ProxyPolicy(ProxyPolicy.Mode.BLOCKLIST, more))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void isReadFromTheSetting() {
        Settings settings =
                new Settings(new MemoryStore(System::nanoTime), () -> Instant.EPOCH, Map.of());
        ProxyRules rules = new ProxyRules(settings);
        ProxyPolicy allow = policy(ProxyPolicy.Mode.ALLOWLIST, "com.example.*");

        assertThat(rules.policy()).isEqualTo(ProxyPolicy.OPEN);
        rules.set(allow);
        assertThat(new ProxyRules(settings).policy()).isEqualTo(allow);
        assertThat(settings.get(ProxyRules.KEY))
                .contains("{\"mode\":\"allowlist\",\"nsids\":[\"com.example.*\"]}");
    }

    @Test
    void passesNothingOnWhenTheSettingIsNoPolicy() {
        Settings settings =
                new Settings(new MemoryStore(System::nanoTime), () -> Instant.EPOCH, Map.of());
        ProxyRules rules = new ProxyRules(settings);

        settings.set(ProxyRules.KEY, "{");
        assertThat(rules.allows(Nsid.parse("com.example.get"))).isFalse();
        settings.set(ProxyRules.KEY, "{\"mode\":\"all\"}");
        assertThat(rules.allows(Nsid.parse("com.example.get"))).isFalse();
        settings.unset(ProxyRules.KEY);
        assertThat(rules.allows(Nsid.parse("com.example.get"))).isTrue();
    }
}
