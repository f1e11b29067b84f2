package chancery.appview.xrpc;

import chancery.appview.caller.Allowance;
import chancery.appview.caller.Identified;
import chancery.appview.http.Errors;
import chancery.appview.registry.Registered;
import chancery.appview.setting.Settings;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.address.AddressKey;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.limit.RateLimit;
import chancery.web.limit.RateLimits;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Rate limits of clients: a bucket of tokens for each registered one, and one for each address
/// from which unknown keys come. Each answer says where the client stands.
public final class ClientLimits {
    private static final double SECOND_NANOS = 1e9;
    private static final double WINDOW_NANOS_MAX = Duration.ofDays(3_650).toNanos();
    private static final long COST_MAX = 1_000_000;
    private static final long POINTS_MAX = 1_000_000_000_000L;

    private final RateLimits limits;
    private final Settings settings;
    private final Allowance usual;
    private final int keysMax;

    /// @param usual what somebody has who is no registered client
    /// @param keysMax clients that are remembered
    public ClientLimits(RateLimits limits, Settings settings, Allowance usual, int keysMax) {
        this.limits = limits;
        this.settings = settings;
        this.usual = usual;
        this.keysMax = keysMax;
    }

    /// What is asked for, with what it costs when nothing else is said.
    public enum Kind {
        QUERY("rate_limit.default_query_cost"),
        PROCEDURE("rate_limit.default_procedure_cost"),
        PROXY("rate_limit.default_proxy_cost");

        private final String setting;

        Kind(String setting) {
            this.setting = setting;
        }
    }

    /// Does work for a client that has enough left. Refusals are answered here, so that they, too,
    /// say where the client stands.
    Response within(Identified who, Request request, long cost, Supplier<Response> work) {
        RateLimit limit = limit(who.client().map(Identified.Client::allowance).orElse(usual));
        Optional<RateLimits.Attempt> attempt = limits.take(limit, key(who, request), cost);
        if (attempt.isEmpty()) {
            return answered(work);
        }
        RateLimits.State state = attempt.get().state();
        if (attempt.get().granted()) {
            return state.on(answered(work));
        }
        return state.on(Errors.response(429, "RateLimited", "Too many requests"))
                .with("ratelimit-remaining", "0")
                .with("retry-after", Long.toString(attempt.get().waitSeconds()));
    }

    /// The answer of work, whatever becomes of it.
    static Response answered(Supplier<Response> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            return Errors.response(refusal);
        } catch (SyntaxException malformed) {
            return Errors.response(Errors.invalid(String.valueOf(malformed.getMessage())));
        }
    }

    /// What a call of a registered method costs.
    long cost(Registered method) {
        return method.entry()
                .options()
                .tokenCost()
                .orElseGet(
                        () ->
                                switch (method.type()) {
                                    case QUERY -> cost(Kind.QUERY);
                                    case PROCEDURE -> cost(Kind.PROCEDURE);
                                    case RECORD, DEFINITIONS -> 1;
                                });
    }

    /// What a call costs of which nothing else is said.
    long cost(Kind kind) {
        try {
            long cost = Long.parseLong(settings.get(kind.setting).orElse("1"));
            return Math.clamp(cost, 0, COST_MAX);
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    private static String key(Identified who, Request request) {
        return who.client()
                .map(client -> "client " + client.key())
                .orElseGet(() -> "address " + AddressKey.of(request.client()).value());
    }

    /// A bucket that fills by a fraction of a token as well.
    private RateLimit limit(Allowance allowance) {
        long points = Math.min(allowance.capacity(), POINTS_MAX);
        double nanos = points / allowance.refill() * SECOND_NANOS;
        long window = (long) Math.clamp(nanos, (double) points, WINDOW_NANOS_MAX);
        return new RateLimit("client", points, Duration.ofNanos(window), keysMax);
    }
}
