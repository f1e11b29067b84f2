package chancery.appview.http;

import chancery.appview.json.Json;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;

/// Answers of the AppView.
public final class Answers {
    private static final String JSON = "application/json";

    private Answers() {}

    /// A JSON value.
    public static Response json(int status, Json value) {
        return json(status, value.write());
    }

    /// A JSON text.
    public static Response json(int status, String text) {
        return Response.of(status, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /// 204: done, nothing to say.
    public static Response done() {
        return Response.empty(204);
    }
}
