package chancery.server.cli;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.net.Fetch;
import chancery.atproto.syntax.SyntaxException;

import picocli.CommandLine.Option;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Talks to the admin API of a server that runs.
final class AdminClient {
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
        try (ServerCalls calls = new ServerCalls(server)) {
            Optional<byte[]> bytes =
                    body.map(json -> json.write().getBytes(StandardCharsets.UTF_8));
            return read(calls.send(verb, "/admin" + path, bytes));
        }
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
