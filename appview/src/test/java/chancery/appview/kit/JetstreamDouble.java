package chancery.appview.kit;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.data.DagCbor;
import chancery.web.egress.Streamer;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A Jetstream on loopback: keeps what it is told, sends it to readers from their cursors on, and
/// leaves out collections that they did not ask for.
public final class JetstreamDouble implements AutoCloseable, Streamer.Talk {
    private final List<Entry> history = new ArrayList<>();
    private final Streamer streamer = new Streamer(this);

    /// @param collection empty for what every reader gets
    private record Entry(long micros, String collection, String text) {}

    public URI url() {
        return URI.create("http://127.0.0.1:" + streamer.port());
    }

    /// `host:port`, for the list of places that may be private.
    public String place() {
        return "127.0.0.1:" + streamer.port();
    }

    /// The addresses that readers asked for, in order.
    public List<String> calls() {
        return List.copyOf(streamer.calls());
    }

    /// Cuts all readers off.
    public void cut() {
        streamer.cut();
    }

    /// Answers readers with this status line from now on; empty to serve them again.
    public void refuse(String status) {
        streamer.refuse(status);
    }

    /// A record was written.
    ///
    /// @param operation `create` or `update`
    public void put(long micros, String operation, String uri, String rev, Json.Members record) {
        String[] parts = uri.substring("at://".length()).split("/", -1);
        Json.Members commit =
                Json.Members.builder()
                        .put("rev", rev)
                        .put("operation", operation)
                        .put("collection", parts[1])
                        .put("rkey", parts[2])
                        .put("record", record)
                        .put("cid", DagCbor.cid(JsonText.toRecord(record)).toString())
                        .build();
        add(micros, parts[1], event(parts[0], micros, "commit", commit));
    }

    /// A record was deleted.
    public void delete(long micros, String uri, String rev) {
        String[] parts = uri.substring("at://".length()).split("/", -1);
        Json.Members commit =
                Json.Members.builder()
                        .put("rev", rev)
                        .put("operation", "delete")
                        .put("collection", parts[1])
                        .put("rkey", parts[2])
                        .build();
        add(micros, parts[1], event(parts[0], micros, "commit", commit));
    }

    /// A handle changed.
    public void identity(long micros, String did, String handle) {
        Json.Members identity =
                Json.Members.builder()
                        .put("did", did)
                        .put("handle", handle)
                        .put("seq", micros)
                        .put("time", "2026-05-19T10:11:12.123Z")
                        .build();
        add(micros, "", event(did, micros, "identity", identity));
    }

    /// An account is active, or is not for this reason.
    public void account(long micros, String did, Optional<String> reason) {
        Json.Members account =
                Json.Members.builder()
                        .put("active", reason.isEmpty())
                        .put("did", did)
                        .put("seq", micros)
                        .put("time", "2026-05-19T10:11:12.123Z")
                        .putPresent("status", reason)
                        .build();
        add(micros, "", event(did, micros, "account", account));
    }

    /// Anything at all, to every reader.
    public void raw(long micros, String text) {
        add(micros, "", text);
    }

    private static String event(String did, long micros, String kind, Json.Members detail) {
        return Json.Members.builder()
                .put("did", did)
                .put("time_us", micros)
                .put("kind", kind)
                .put(kind, detail)
                .build()
                .write();
    }

    private void add(long micros, String collection, String text) {
        synchronized (history) {
            history.add(new Entry(micros, collection, text));
            history.notifyAll();
        }
    }

    @Override
    public int begin(String head) {
        List<String> cursor = parameters(head, "cursor");
        return first(cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor.getFirst()));
    }

    @Override
    public void hold(Streamer.Line line) throws IOException, InterruptedException {
        List<String> wanted = parameters(line.head(), "wantedCollections");
        int next = line.begin();
        while (true) {
            Entry entry = entry(next++);
            if (entry.collection().isEmpty() || asked(wanted, entry.collection())) {
                line.text(entry.text());
            }
        }
    }

    private static List<String> parameters(String head, String name) {
        URI call = URI.create(head.split(" ", 3)[1]);
        return Stream.of(Optional.ofNullable(call.getRawQuery()).orElse("").split("&", -1))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .toList();
    }

    private static boolean asked(List<String> wanted, String collection) {
        return wanted.isEmpty()
                || wanted.contains(collection)
                || wanted.stream()
                        .filter(pattern -> pattern.endsWith(".*"))
                        .anyMatch(
                                pattern ->
                                        collection.startsWith(
                                                pattern.substring(0, pattern.length() - 1)));
    }

    private int first(long cursor) {
        synchronized (history) {
            int first = 0;
            while (first < history.size() && history.get(first).micros() < cursor) {
                first++;
            }
            return first;
        }
    }

    private Entry entry(int at) throws InterruptedException {
        synchronized (history) {
            while (history.size() <= at) {
                history.wait();
            }
            return history.get(at);
        }
    }

    @Override
    public void close() {
        streamer.close();
    }
}
