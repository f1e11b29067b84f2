package chancery.appview.index.backfill;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks other hosts for JSON, and waits as long as they say when they have had enough.
final class Hosts {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ANSWER_BYTES = 16 << 20;
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(2);

    /// A smaller number is no moment of these days, but a time from now.
    private static final long MOMENT_MIN = 1_000_000_000;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final Fetch fetch;
    private final InstantSource clock;
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();

    Hosts(Fetch fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /// What a host answered.
    ///
    /// @param body empty where it is no JSON object and the host says no
    record Reply(int status, Json.Members body) {
        /// The body, when the host did what it was asked for.
        Optional<Json.Members> good() {
            return status == OK ? Optional.of(body) : Optional.empty();
        }
    }

    /// Asks a host.
    ///
    /// @throws FetchException when nobody answers, or with something that cannot be read
    Reply get(URI uri) throws InterruptedException {
        String host = uri.getRawAuthority();
        for (int i = 0; i < ATTEMPTS; i++) {
            rest(host);
            Fetch.Answer answer = fetch.send(Fetch.Request.get(uri, TIMEOUT, ANSWER_BYTES));
            boolean tooMany = answer.status() == TOO_MANY;
            if (tooMany || "0".equals(answer.headers().get("ratelimit-remaining"))) {
                Instant now = clock.instant();
                resting.put(host, now.plus(pause(answer.headers(), now)));
            }
            if (!tooMany) {
                return new Reply(answer.status(), parse(answer, host));
            }
        }
        throw new FetchException(host + " is asked too much");
    }

    private void rest(String host) throws InterruptedException {
        Instant until = resting.getOrDefault(host, Instant.EPOCH);
        Duration left = Duration.between(clock.instant(), until);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
        resting.remove(host, until);
    }

    /// How long a host wants to be left alone: until its bucket is full again, else as long as it
    /// says, else a moment; never for ever.
    static Duration pause(Map<String, String> headers, Instant now) {
        Duration pause =
                number(headers.get("ratelimit-reset"))
                        .map(at -> at < MOMENT_MIN ? Duration.ofSeconds(at) : until(at, now))
                        .or(() -> number(headers.get("retry-after")).map(Duration::ofSeconds))
                        .orElse(PAUSE);
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    private static Duration until(long second, Instant now) {
        Duration left = Duration.between(now, Instant.ofEpochSecond(second));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Optional<Long> number(@Nullable String text) {
        boolean digits =
                text != null
                        && !text.isEmpty()
                        && text.length() <= 10
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Json.Members parse(Fetch.Answer answer, String host) {
        try {
            return JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (SyntaxException e) {
            if (answer.status() != OK) {
                return Json.Members.EMPTY;
            }
            throw new FetchException(host + " answered with no JSON object", e);
        }
    }
}
