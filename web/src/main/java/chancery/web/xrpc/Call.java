package chancery.web.xrpc;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.web.auth.Caller;
import chancery.web.http.Request;

import java.io.InputStream;

/// A call of a method: parameters checked and completed with defaults, the caller known, the input
/// checked.
public record Call(Nsid method, Value.Map params, Caller caller, Input input, Request request) {

    /// What the body holds.
    public sealed interface Input {
        /// The method has no input.
        record None() implements Input {}

        /// A JSON body, checked against the lexicon, defaults filled in.
        record Json(Value.Map value) implements Input {}

        /// Bytes of a type the lexicon allows.
        record Bytes(String contentType, InputStream stream) implements Input {}
    }

    /// The JSON input of a method that has one.
    public Value.Map json() {
        if (input instanceof Input.Json(var value)) {
            return value;
        }
        throw new IllegalStateException(method + " has no JSON input");
    }

    /// The bytes of a method that takes them.
    public Input.Bytes bytes() {
        if (input instanceof Input.Bytes bytes) {
            return bytes;
        }
        throw new IllegalStateException(method + " takes no bytes");
    }
}
