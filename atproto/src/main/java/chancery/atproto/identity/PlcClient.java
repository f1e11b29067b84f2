package chancery.atproto.identity;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A did:plc directory reached over HTTP. What it answers is read strictly; who needs certainty
/// about a history replays it with [PlcLog#apply].
public final class PlcClient implements PlcDirectory {
    private static final int MESSAGE_LENGTH_MAX = 200;
    private static final String UNABLE = "Unable to perform PLC operation";

    private final Fetch fetch;
    private final String origin;
    private final ResolveLimits limits;

    /// @param directory its origin, such as `https://plc.directory`
    public PlcClient(Fetch fetch, URI directory, ResolveLimits limits) {
        this.fetch = fetch;
        String text = directory.toString();
        this.origin = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.limits = limits;
    }

    @Override
    public Optional<DidDocument> document(Did did) {
        Optional<DidDocument> found =
                get(did, "", limits.documentBytesMax(), value -> DidDocument.of(map(value)));
        if (found.filter(document -> !document.id().equals(did)).isPresent()) {
            throw new FetchException("the PLC directory answered with another DID");
        }
        return found;
    }

    @Override
    public Optional<PlcOperation> last(Did did) {
        return get(
                did,
                "/log/last",
                limits.documentBytesMax(),
                value -> PlcOperation.parse(map(value)));
    }

    @Override
    public Optional<PlcLog> history(Did did) {
        return get(did, "/log/audit", limits.historyBytesMax(), value -> log(did, value));
    }

    @Override
    public PlcAnswer submit(Did did, PlcOperation operation) {
        Fetch.Answer answer =
                send("POST", did, "", DagJson.write(operation.value()), limits.documentBytesMax());
        if (answer.status() / 100 == 2) {
            return new PlcAnswer.Taken();
        }
        if (answer.status() / 100 == 4) {
            return new PlcAnswer.Refused(message(answer.body()));
        }
        throw failed(answer);
    }

    private <T> Optional<T> get(Did did, String path, int bytesMax, Function<Value, T> reader) {
        if (!DidPlc.valid(did)) {
            return Optional.empty();
        }
        Fetch.Answer answer = send("GET", did, path, new byte[0], bytesMax);
        if (answer.status() == 404 || answer.status() == 410) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw failed(answer);
        }
        try {
            return Optional.of(reader.apply(DagJson.parse(answer.body())));
        } catch (SyntaxException e) {
            throw new FetchException("the PLC directory gave a malformed answer", e);
        }
    }

    private Fetch.Answer send(String method, Did did, String path, byte[] body, int bytesMax) {
        Map<String, String> headers =
                body.length == 0
                        ? Map.of("accept", "application/json")
                        : Map.of("accept", "application/json", "content-type", "application/json");
        URI uri = URI.create(origin + "/" + did.value() + path);
        return fetch.send(
                new Fetch.Request(method, uri, headers, body, limits.timeout(), bytesMax, 0));
    }

    private static PlcLog log(Did did, Value value) {
        if (!(value instanceof Value.Array(var lines))) {
            throw new SyntaxException("Invalid PLC audit log: expected an array");
        }
        List<PlcEntry> entries = lines.stream().map(line -> PlcEntry.parse(map(line))).toList();
        if (entries.stream().anyMatch(entry -> !entry.did().equals(did))) {
            throw new SyntaxException("Invalid PLC audit log: of another DID");
        }
        return new PlcLog(did, entries);
    }

    private static Value.Map map(Value value) {
        if (value instanceof Value.Map map) {
            return map;
        }
        throw new SyntaxException("Invalid answer of the PLC directory: expected an object");
    }

    private static String message(byte[] body) {
        try {
            String message = DagJson.parseMap(body).text("message").orElse(UNABLE);
            return message.length() > MESSAGE_LENGTH_MAX
                    ? message.substring(0, MESSAGE_LENGTH_MAX)
                    : message;
        } catch (SyntaxException e) {
            return UNABLE;
        }
    }

    private static FetchException failed(Fetch.Answer answer) {
        return new FetchException("the PLC directory answered " + answer.status());
    }
}
