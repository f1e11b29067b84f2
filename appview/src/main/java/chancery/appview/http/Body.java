package chancery.appview.http;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Bodies of requests as JSON.
public final class Body {
    private Body() {}

    /// The body, an object.
    ///
    /// @throws Refusal when it is no JSON, or something else
    public static Json.Members object(Request request) {
        if (value(request) instanceof Json.Members object) {
            return object;
        }
        throw Errors.invalid("invalid request body: expected a JSON object");
    }

    /// The body.
    ///
    /// @throws Refusal when it is no JSON
    public static Json value(Request request) {
        return read(request, request.body());
    }

    /// The body, of so many bytes at most.
    ///
    /// @throws Refusal when it is no JSON, or larger
    public static Json value(Request request, long bytesMax) {
        return read(request, request.body(bytesMax));
    }

    private static Json read(Request request, InputStream body) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw Errors.refusal(
                    Refusal.Kind.UNSUPPORTED_TYPE,
                    "Expected request with `Content-Type: application/json`");
        }
        try {
            return JsonText.parse(body.readAllBytes());
        } catch (SyntaxException e) {
            throw Errors.invalid("invalid request body: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
