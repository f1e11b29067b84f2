package chancery.appview.proxy;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Calls of methods at the authority of their name, in nobody's name.
public final class AuthorityCalls {
    private static final String JSON = "application/json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES_MAX = 4 << 20;
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;

    private final Authorities authorities;
    private final Fetch fetch;

    public AuthorityCalls(Authorities authorities, Fetch fetch) {
        this.authorities = authorities;
        this.fetch = fetch;
    }

    /// What the authority answered.
    public record Answer(int status, String contentType, byte[] body) {
        /// Whether it did what was asked.
        public boolean good() {
            return status >= OK_FIRST && status <= OK_LAST;
        }

        /// The body as text.
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// Calls a method.
    ///
    /// @param query as it stands behind the question mark; empty for none
    /// @param input the JSON text of a procedure; empty for a query
    /// @throws Refusal of kind `UPSTREAM_FAILED` when nobody answered
    public Answer call(Nsid nsid, String query, Optional<String> input) {
        return switch (authorities.find(nsid)) {
            case Authorities.Answer.Missing(var why) ->
                    throw failed("failed to resolve authority for " + nsid + ": " + why);
            case Authorities.Answer.Found(_, var host) -> send(nsid, uri(host, nsid, query), input);
        };
    }

    private Answer send(Nsid nsid, URI uri, Optional<String> input) {
        Fetch.Request request =
                new Fetch.Request(
                        input.isPresent() ? "POST" : "GET",
                        uri,
                        input.isPresent() ? Map.of("content-type", JSON) : Map.of(),
                        input.orElse("").getBytes(StandardCharsets.UTF_8),
                        TIMEOUT,
                        ANSWER_BYTES_MAX,
                        0);
        try {
            Fetch.Answer answer = fetch.send(request);
            String type = answer.headers().getOrDefault("content-type", JSON);
            Answer relayed = new Answer(answer.status(), type, answer.body());
            return relayed.good() ? relayed : new Answer(answer.status(), JSON, answer.body());
        } catch (FetchException e) {
            throw failed("upstream request failed for " + nsid);
        }
    }

    private static URI uri(URI host, Nsid nsid, String query) {
        String base = host.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(root + "/xrpc/" + nsid + (query.isEmpty() ? "" : "?" + query));
    }

    private static Refusal failed(String message) {
        return new Refusal(Refusal.Kind.UPSTREAM_FAILED, "", message);
    }
}
