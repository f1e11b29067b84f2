package chancery.web.xrpc;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.DataLimits;
import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Def;
import chancery.atproto.lexicon.Validation;
import chancery.atproto.lexicon.Validator;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.http.Request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/// Reads and checks the bodies of calls.
final class Inputs {
    private static final String JSON = "application/json";
    private static final long UNKNOWN = -1;
    private static final int ECHO_MAX = 100;

    private final WebLimits.Bodies limits;

    Inputs(WebLimits.Bodies limits) {
        this.limits = limits;
    }

    /// The input of a method that has none.
    Call.Input none(Request request) {
        if (request.hasBody()) {
            throw Refusal.invalid("A request body was provided when none was expected");
        }
        return new Call.Input.None();
    }

    /// The input of a procedure, as its lexicon has it.
    Call.Input of(XrpcMethod.Call method, Def def, Validator validator, Request request) {
        Optional<Def.Body> expected =
                def instanceof Def.Procedure(_, var input, _, _) ? input : Optional.empty();
        if (expected.isEmpty()) {
            return none(request);
        }
        String encoding = expected.get().encoding();
        Optional<String> given = request.header("content-type").filter(type -> !type.isBlank());
        if (given.isEmpty()) {
            throw Refusal.invalid(
                    request.hasBody()
                            ? "Request encoding (Content-Type) required but not provided"
                            : "A request body is expected but none was provided");
        }
        String type = mediaType(given.get());
        if (!matches(encoding, type)) {
            throw Refusal.invalid("Wrong request encoding (Content-Type): " + cut(given.get()));
        }
        if (encoding.equals(JSON)) {
            return json(method, validator, request);
        }
        if (!request.hasBody()) {
            throw Refusal.invalid("A request body is expected but none was provided");
        }
        return new Call.Input.Bytes(given.get(), request.body(bytesMax(method, type)));
    }

    private long bytesMax(XrpcMethod.Call method, String type) {
        if (method.bodyBytesMax() > 0) {
            return method.bodyBytesMax();
        }
        if (type.equals(JSON)) {
            return limits.jsonBytesMax();
        }
        return type.startsWith("text/") ? limits.textBytesMax() : limits.otherBytesMax();
    }

    private Call.Input json(XrpcMethod.Call method, Validator validator, Request request) {
        byte[] bytes = read(request, bytesMax(method, JSON));
        if (bytes.length == 0) {
            throw Refusal.invalid("A request body is expected but none was provided");
        }
        Value value = DagJson.parse(bytes, DataLimits.STANDARD);
        return switch (validator.input(method.nsid(), value)) {
            case Validation.Valid<Value>(Value.Map map) -> new Call.Input.Json(map);
            case Validation.Valid<Value> _ ->
                    throw new SyntaxException("Expected object value type at $");
            case Validation.Invalid<Value> invalid -> throw Refusal.invalid(invalid.message());
            case Validation.Unknown<Value>(var missing) ->
                    throw new IllegalStateException("no lexicon says what " + missing + " is");
        };
    }

    /// The body; one whose length is known is not copied together from pieces, if it is small.
    private static byte[] read(Request request, long bytesMax) {
        InputStream body = request.body(bytesMax);
        long length = request.contentLength().orElse(UNKNOWN);
        try {
            return length < 0 ? body.readAllBytes() : body.readNBytes(Math.toIntExact(length));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The type without its parameters, in lower case.
    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /// Whether this type is what the lexicon names: itself, `image/*` or `*/*`.
    private static boolean matches(String encoding, String type) {
        if (encoding.equals("*/*")) {
            return type.indexOf('/') > 0;
        }
        return encoding.endsWith("/*")
                ? type.startsWith(encoding.substring(0, encoding.length() - 1))
                : type.equals(encoding);
    }

    private static String cut(String text) {
        return text.length() > ECHO_MAX ? text.substring(0, ECHO_MAX) + "…" : text;
    }
}
