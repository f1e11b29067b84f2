package chancery.appview.xrpc;

import chancery.appview.http.Answers;
import chancery.appview.json.Json;
import chancery.web.http.Response;

/// What a method came to: JSON under a status.
///
/// @param error what went wrong, where the status says that something did
record Outcome(int status, String json, String error) {
    static Outcome good(String json) {
        return new Outcome(200, json, "");
    }

    static Outcome good(Json json) {
        return good(json.write());
    }

    /// Whether the method did what was asked.
    boolean done() {
        return status >= 200 && status <= 299;
    }

    Response response() {
        return Answers.json(status, json);
    }
}
