package chancery.web.http;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.web.Refusal;

import java.util.Map;

/// The one mapping of what went wrong to status codes and to the protocol's error envelope.
public final class Errors {
    private static final String JSON = "application/json; charset=utf-8";

    private Errors() {}

    /// The status of a refusal.
    public static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 405;
            case TOO_SLOW -> 408;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
            case TOO_MANY -> 429;
            case NOT_IMPLEMENTED -> 501;
            case UPSTREAM_FAILED -> 502;
            case UNAVAILABLE -> 503;
            case UPSTREAM_SLOW -> 504;
        };
    }

    /// A refusal as the caller sees it.
    public static Response response(Refusal refusal) {
        Response response = response(status(refusal.kind()), refusal.name(), refusal.text());
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    /// An error of this status under its default name and text.
    public static Response response(int status) {
        String text =
                switch (status) {
                    case 400 -> "Invalid Request";
                    case 401 -> "Authentication Required";
                    case 403 -> "Forbidden";
                    case 404 -> "XRPC Not Supported";
                    case 405 -> "Method Not Allowed";
                    case 406 -> "Not Acceptable";
                    case 408 -> "Request Timeout";
                    case 413 -> "Payload Too Large";
                    case 414 -> "URI Too Long";
                    case 415 -> "Unsupported Media Type";
                    case 426 -> "Upgrade Required";
                    case 429 -> "Rate Limit Exceeded";
                    case 431 -> "Request Header Fields Too Large";
                    case 501 -> "Method Not Implemented";
                    case 502 -> "Upstream Failure";
                    case 503 -> "Not Enough Resources";
                    case 504 -> "Upstream Timeout";
                    default -> status < 500 ? "Invalid Request" : "Internal Server Error";
                };
        return response(status, text.replace(" ", ""), text);
    }

    /// An error envelope.
    public static Response response(int status, String name, String message) {
        Value.Map body = Value.Map.builder().put("error", name).put("message", message).build();
        return Response.of(status, JSON, DagJson.write(body));
    }
}
