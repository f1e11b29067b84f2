package chancery.appview.remote;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/// A request, and its answer.
public final class Ask {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpRequest.Builder request;
    private final String verb;
    private String body = "";

    Ask(String url, String verb) {
        this.request = HttpRequest.newBuilder(URI.create(url));
        this.verb = verb;
    }

    /// An answer.
    public record Got(int status, String text, HttpHeaders headers) {
        public Json.Members json() {
            return JsonText.parseObject(text);
        }

        public Json value() {
            return JsonText.parse(text);
        }

        /// What `error` says.
        public String error() {
            return json().text("error").orElse("");
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    public Ask header(String name, String value) {
        request.setHeader(name, value);
        return this;
    }

    /// A JSON body; apostrophes stand for quotation marks.
    public Ask json(String text) {
        body = text.replace('\'', '"');
        return header("Content-Type", "application/json");
    }

    /// Sends it.
    public Got got() {
        HttpRequest whole =
                request.method(
                                verb,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = CLIENT.send(whole, HttpResponse.BodyHandlers.ofString());
            return new Got(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
