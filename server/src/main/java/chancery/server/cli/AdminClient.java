package chancery.server.cli;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.SyntaxException;
import chancery.server.config.Environment;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedFetch;

import picocli.CommandLine.Option;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Talks to the admin API of a server that runs.
final class AdminClient {
    /// The variable that holds the token; never an argument, which others on the machine can read.
    static final String TOKEN = "CHANCERY_TOKEN";

    private static final String DEV_TOKEN = "dev";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://localhost:2583",
            description = {
                "The server to talk to. Default: ${DEFAULT-VALUE}.",
                "The token comes from CHANCERY_TOKEN: an API key, or the session of a user.",
                "Without it, it is that of the development mode."
            })
    private URI server = URI.create("http://localhost:2583");

    /// The server said no, or was not there. The message is for people.
    static final class ApiException extends Exception {
        private static final long serialVersionUID = 1L;

        ApiException(String message) {
            super(message);
        }
    }

    /// Asks; the answer is JSON, or `null` when there is no body.
    ///
    /// @param path below `/admin`, each part quoted by [#quoted]
    Json call(String verb, String path, Optional<Json> body) throws ApiException {
        URI uri = URI.create(server + "/admin" + path);
        String token = Environment.ofProcess().variables().getOrDefault(TOKEN, DEV_TOKEN);
        Fetch.Request request =
                new Fetch.Request(
                        verb,
                        uri,
                        body.isPresent()
                                ? Map.of(
                                        "authorization",
                                        "Bearer " + token,
                                        "content-type",
                                        "application/json")
                                : Map.of("authorization", "Bearer " + token),
                        body.map(json -> json.write().getBytes(StandardCharsets.UTF_8))
                                .orElse(new byte[0]),
                        TIMEOUT,
                        ANSWER_BYTES_MAX,
                        0);
        try (var fetch =
                new GuardedFetch(
                        AdminClient::addresses, Set.of(hostAndPort()), WebLimits.Egress.STANDARD)) {
            return read(fetch.send(request));
        } catch (FetchException e) {
            throw new ApiException("cannot reach " + server + ": " + e.getMessage());
        }
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new FetchException(host + " is not known", e);
        }
    }

    private String hostAndPort() {
        int port = server.getPort();
        int usual = "https".equals(server.getScheme()) ? 443 : 80;
        return server.getHost() + ":" + (port < 0 ? usual : port);
    }

    private static Json read(Fetch.Answer answer) throws ApiException {
        Json body = body(answer);
        if (answer.status() >= 200 && answer.status() < 300) {
            return body;
        }
        String message =
                body instanceof Json.Members object
                        ? object.text("message").or(() -> object.text("error")).orElse("no reason")
                        : "no reason";
        throw new ApiException("the server answered " + answer.status() + ": " + message);
    }

    private static Json body(Fetch.Answer answer) {
        try {
            return answer.body().length == 0 ? Json.Null.NULL : JsonText.parse(answer.body());
        } catch (SyntaxException e) {
            return Json.Null.NULL;
        }
    }

    /// An answer that is an object.
    static Json.Members object(Json answer) throws ApiException {
        if (answer instanceof Json.Members object) {
            return object;
        }
        throw new ApiException("the server answered something else than expected");
    }

    /// An answer that is an array of objects.
    static List<Json.Members> objects(Json answer) throws ApiException {
        if (answer instanceof Json.Array(var items)) {
            List<Json.Members> all = new ArrayList<>();
            for (Json item : items) {
                all.add(object(item));
            }
            return all;
        }
        throw new ApiException("the server answered something else than expected");
    }

    /// A part of a path.
    static String quoted(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
