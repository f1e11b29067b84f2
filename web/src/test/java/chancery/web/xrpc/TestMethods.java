package chancery.web.xrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.lexicon.LexiconLimits;
import chancery.atproto.lexicon.LexiconParser;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.auth.Access;
import chancery.web.auth.Authenticator;
import chancery.web.auth.Caller;
import chancery.web.auth.Scope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Four small methods, their lexicons, and an authenticator that knows one token.
final class TestMethods {
    static final Nsid STREAM = Nsid.parse("com.example.stream");

    private static final Did DID = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    private static final List<String> LEXICONS =
            List.of(
                    """
                    {"lexicon":1,"id":"com.example.read","defs":{"main":{"type":"query",
                      "parameters":{"type":"params","required":["name"],"properties":{
                        "name":{"type":"string"},
                        "limit":{"type":"integer","minimum":1,"maximum":100,"default":50}}},
                      "output":{"encoding":"application/json"}}}}
                    """,
                    """
                    {"lexicon":1,"id":"com.example.write","defs":{"main":{"type":"procedure",
                      "input":{"encoding":"application/json","schema":{"type":"object",
                        "required":["text"],"properties":{"text":{"type":"string"}}}},
                      "output":{"encoding":"application/json"}}}}
                    """,
                    """
                    {"lexicon":1,"id":"com.example.upload","defs":{"main":{"type":"procedure",
                      "input":{"encoding":"*/*"},
                      "output":{"encoding":"application/json"}}}}
                    """,
                    """
                    {"lexicon":1,"id":"com.example.act","defs":{"main":{"type":"procedure"}}}
                    """,
                    """
                    {"lexicon":1,"id":"com.example.stream","defs":{"main":{"type":"subscription",
                      "parameters":{"type":"params","properties":{
                        "cursor":{"type":"integer"}}}}}}
                    """);

    private TestMethods() {}

    static Catalog catalog() {
        LexiconParser parser = new LexiconParser(LexiconLimits.STANDARD);
        return Catalog.EMPTY.with(
                LEXICONS.stream().map(text -> parser.parse(text.getBytes(UTF_8))).toList());
    }

    static XrpcRoutes routes(FrameSource frames) {
        Map<String, XrpcMethod> all =
                Map.of(
                        "com.example.read",
                        XrpcMethod.of("com.example.read", Access.ANY_SESSION, TestMethods::params),
                        "com.example.write",
                        XrpcMethod.of("com.example.write", Access.ANY_SESSION, TestMethods::json),
                        "com.example.upload",
                        new XrpcMethod.Call(
                                Nsid.parse("com.example.upload"),
                                Access.OPEN,
                                10,
                                TestMethods::length),
                        "com.example.act",
                        XrpcMethod.of("com.example.act", Access.OPEN, _ -> new Reply.Empty()),
                        STREAM.value(),
                        new XrpcMethod.Subscription(STREAM, Access.OPEN, frames));
        Methods source = (nsid, _) -> Optional.ofNullable(all.get(nsid.value()));
        Catalog catalog = catalog();
        return new XrpcRoutes(
                List.of(source), authenticator(), () -> catalog, WebLimits.STANDARD.bodies());
    }

    private static Authenticator authenticator() {
        return (request, _) -> {
            if (request.header("authorization").filter("Bearer good"::equals).isEmpty()) {
                throw new Refusal(
                        Refusal.Kind.UNAUTHENTICATED, "AuthMissing", "Authentication Required");
            }
            return new Caller.Session(DID, Scope.ACCESS);
        };
    }

    private static Reply params(Call call) {
        return new Reply.Json(call.params());
    }

    private static Reply json(Call call) {
        return new Reply.Json(call.json());
    }

    private static Reply length(Call call) {
        try {
            long length = call.bytes().stream().readAllBytes().length;
            return new Reply.Json(Value.Map.of("length", new Value.Int(length)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The bytes of a frame for tests.
    static byte[] frame(String text) {
        return DagJson.write(new Value.Text(text));
    }
}
