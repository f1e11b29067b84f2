package chancery.appview.http;

import chancery.appview.json.Json;
import chancery.web.Refusal;
import chancery.web.http.Handler;
import chancery.web.http.Response;

import java.util.Map;

/// The error envelope of the AppView: `error` holds the text, or a name beside `message`. The text
/// stands under `message` in both, where its own client libraries look for it.
public final class Errors {
    private Errors() {}

    /// A handler whose refusals are answered in this envelope. A refusal without a name has its
    /// text as `error`.
    public static Handler wrapped(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (Refusal refusal) {
                return response(refusal);
            }
        };
    }

    /// A refusal as the caller sees it.
    public static Response response(Refusal refusal) {
        int status = chancery.web.http.Errors.status(refusal.kind());
        Response response = response(status, refusal.name(), refusal.text());
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    /// An error of any status.
    ///
    /// @param name empty for none
    public static Response response(int status, String name, String message) {
        return Answers.json(
                status,
                Json.Members.builder()
                        .put("error", name.isEmpty() ? message : name)
                        .put("message", message)
                        .build());
    }

    /// Something that cannot be served, for this reason.
    public static Refusal refusal(Refusal.Kind kind, String message) {
        return new Refusal(kind, "", message);
    }

    /// A bad request.
    public static Refusal invalid(String message) {
        return refusal(Refusal.Kind.INVALID, message);
    }

    /// Something that is not there.
    public static Refusal absent(String message) {
        return refusal(Refusal.Kind.NOT_FOUND, message);
    }
}
