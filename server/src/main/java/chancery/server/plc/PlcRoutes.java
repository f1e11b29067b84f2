package chancery.server.plc;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.DataLimits;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidPlc;
import chancery.atproto.identity.PlcAnswer;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.identity.PlcEntry;
import chancery.atproto.identity.PlcLog;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The paths of a did:plc directory: `/plc/<did>` and what lies below it.
public final class PlcRoutes {
    private static final String PREFIX = "/plc/";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String DOCUMENT = "application/did+ld+json; charset=utf-8";
    private static final long BODY_BYTES_MAX = 64 * 1024;

    private final PlcDirectory directory;

    public PlcRoutes(PlcDirectory directory) {
        this.directory = directory;
    }

    /// What to mount.
    public Mount mount() {
        return Mount.below(Door.SERVER, PREFIX, this::handle).withBodyBytesMax(BODY_BYTES_MAX);
    }

    Response handle(Request request) {
        String rest = request.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        Optional<Did> did = did(name);
        if (did.isEmpty()) {
            return message(400, "Invalid DID: " + name);
        }
        String below = slash < 0 ? "" : rest.substring(slash);
        return switch (request.method()) {
            case "GET", "HEAD" -> read(did.get(), below);
            case "POST" -> below.isEmpty() ? submit(did.get(), request) : message(404, "Not Found");
            default -> message(405, "Method Not Allowed").with("allow", "GET, HEAD, POST");
        };
    }

    private static Optional<Did> did(String text) {
        try {
            return Optional.of(Did.parse(text)).filter(DidPlc::valid);
        } catch (SyntaxException _) {
            return Optional.empty();
        }
    }

    private Response read(Did did, String below) {
        Optional<PlcLog> history = directory.history(did);
        if (history.isEmpty()) {
            return message(404, "DID not registered: " + did);
        }
        PlcLog log = history.get();
        return switch (below) {
            case "", "/" -> ofState(log, state -> document(did, state));
            case "/data" -> ofState(log, state -> json(state.value(did)));
            case "/log" -> list(log.valid().stream().map(e -> e.operation().value()).toList());
            case "/log/last" ->
                    log.last()
                            .map(entry -> json(entry.operation().value()))
                            .orElseGet(() -> message(404, "DID not registered: " + did));
            case "/log/audit" -> list(log.entries().stream().map(PlcEntry::value).toList());
            default -> message(404, "Not Found");
        };
    }

    /// An answer made from what the account says now; 410 when it has ended.
    private static Response ofState(
            PlcLog log, java.util.function.Function<PlcState, Response> answer) {
        return log.state()
                .map(answer)
                .orElseGet(() -> message(410, "DID not available: " + log.did()));
    }

    private Response submit(Did did, Request request) {
        PlcOperation operation;
        try {
            byte[] body = request.body().readAllBytes();
            operation = PlcOperation.parse(DagJson.parseMap(body, DataLimits.STANDARD));
        } catch (SyntaxException e) {
            return message(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (directory.submit(did, operation)) {
            case PlcAnswer.Taken _ -> Response.empty(200);
            case PlcAnswer.Refused(var message) -> message(400, message);
        };
    }

    private static Response document(Did did, PlcState state) {
        return Response.of(200, DOCUMENT, DagJson.write(DidDocument.of(did, state).json()));
    }

    private static Response list(List<? extends Value> items) {
        return json(new Value.Array(List.copyOf(items)));
    }

    private static Response json(Value value) {
        return Response.of(200, JSON, DagJson.write(value));
    }

    private static Response message(int status, String text) {
        Value.Map body = Value.Map.builder().put("message", text).build();
        return Response.of(status, JSON, DagJson.write(body));
    }
}
