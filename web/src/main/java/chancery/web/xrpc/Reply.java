package chancery.web.xrpc;

import chancery.atproto.data.Value;
import chancery.web.http.Response;

import java.util.Map;

/// The answer of a method.
public sealed interface Reply {
    /// 200 with a JSON object.
    record Json(Value.Map value) implements Reply {}

    /// 200 with nothing.
    record Empty() implements Reply {}

    /// 200 with bytes, whole or streamed.
    record Bytes(String contentType, Map<String, String> headers, Response.Body body)
            implements Reply {
        public Bytes {
            headers = Map.copyOf(headers);
        }
    }
}
