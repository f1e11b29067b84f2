package chancery.appview.xrpc;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.caller.Allowance;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

/// Rate limits of registered methods over HTTP.
final class ClientLimitsTest {
    private static final String LIST = "com.example.list";
    private static final String PATH = "/xrpc/" + LIST;

    private final XrpcKit kit = new XrpcKit();

    @BeforeEach
    void register() {
        register(OptionalLong.empty());
    }

    @AfterEach
    void close() {
        kit.close();
    }

    private void register(OptionalLong cost) {
        Options options =
                new Options(
                        Optional.of(Nsid.parse("com.example.note")),
                        Options.NONE.action(),
                        Optional.empty(),
                        Optional.empty(),
                        cost,
                        true);
        kit.register(LIST, "{\"type\":\"query\"}", options);
    }

    @Test
    @DisplayName("G.12 the third call of a client with two tokens answers 429")
    void refusesTheCallAfterTheLastToken() {
        kit.allowance = new Allowance(2, 0.01);

        XrpcKit.Answer first = kit.get(PATH);
        XrpcKit.Answer second = kit.get(PATH);
        XrpcKit.Answer third = kit.get(PATH);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ratelimit-limit")).isEqualTo("2");
        assertThat(first.header("ratelimit-remaining")).isEqualTo("1");
        assertThat(second.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(Long.parseLong(second.header("ratelimit-reset")))
                .isEqualTo(kit.now.getEpochSecond() + 201);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.text())
                .isEqualTo("{\"error\":\"RateLimited\",\"message\":\"Too many requests\"}");
        assertThat(third.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(third.header("retry-after")).isEqualTo("100");
    }

    @Test
    void fillsByFractionsOfATokenASecond() {
        kit.allowance = new Allowance(1, 0.5);
        kit.get(PATH);

        kit.now = kit.now.plusSeconds(1);
        XrpcKit.Answer early = kit.get(PATH);
        kit.now = kit.now.plusSeconds(1);
        XrpcKit.Answer later = kit.get(PATH);

        assertThat(early.status()).isEqualTo(429);
        assertThat(early.header("retry-after")).isEqualTo("1");
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void saysWhereTheClientStandsOnErrorsToo() {
        XrpcKit.Answer answer = kit.get(PATH + "?uri=at://nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("ratelimit-limit")).isEqualTo("1000");
        assertThat(answer.header("ratelimit-remaining")).isEqualTo("999");
    }

    @Test
    void chargesWhatTheLexiconSays() {
        kit.allowance = new Allowance(10, 1);
        register(OptionalLong.of(4));

        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("6");
        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("2");
        assertThat(kit.get(PATH).status()).isEqualTo(429);
    }

    @Test
    void chargesWhatTheSettingsSayOtherwise() {
        kit.settings.set("rate_limit.default_query_cost", "7");
        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("993");

        kit.settings.set("rate_limit.default_query_cost", "nonsense");
        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("992");
    }

    @Test
    void neverGrantsACallThatCostsMoreThanTheBucketHolds() {
        kit.allowance = new Allowance(3, 1);
        register(OptionalLong.of(3));
        assertThat(kit.get(PATH).status()).isEqualTo(200);

        kit.now = kit.now.plusSeconds(3);
        register(OptionalLong.of(4));

        assertThat(kit.get(PATH).status()).isEqualTo(429);
    }

    @Test
    void countsUnknownKeysByTheirAddress() {
        XrpcKit.Answer one = kit.get(PATH, "x-client-key", "hvc_one");
        XrpcKit.Answer other = kit.get(PATH, "x-client-key", "hvc_other");

        assertThat(one.header("ratelimit-limit")).isEqualTo("50");
        assertThat(one.header("ratelimit-remaining")).isEqualTo("49");
        assertThat(other.header("ratelimit-remaining")).isEqualTo("48");
        assertThat(kit.get(PATH).header("ratelimit-remaining")).isEqualTo("999");
    }

    @Test
    void takesAllowancesOfAnySize() {
        kit.allowance = new Allowance(Long.MAX_VALUE / 4, 1e12);
        assertThat(kit.get(PATH).status()).isEqualTo(200);

        kit.allowance = new Allowance(1, 1e-300);
        assertThat(kit.get(PATH).status()).isEqualTo(200);
        assertThat(kit.get(PATH).status()).isEqualTo(429);
    }
}
