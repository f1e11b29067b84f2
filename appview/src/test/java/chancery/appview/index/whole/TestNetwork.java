package chancery.appview.index.whole;

import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.syntax.Did;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A relay and one host, as requests see them: two records to a page, one repository to a page.
final class TestNetwork implements Fetch, DidResolver {
    /// Hosts of repositories that are not at the usual one.
    final Map<String, String> hosts = new ConcurrentHashMap<>();

    /// Sees each request before it is answered; may wait.
    volatile Consumer<Request> seen = _ -> {};

    /// JSON of records by URI.
    final SortedMap<String, String> records = new TreeMap<>();

    final Deque<Answer> first = new ArrayDeque<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public Answer send(Request request) {
        asked.add(request.uri().toString());
        seen.accept(request);
        return answer(request);
    }

    private synchronized Answer answer(Request request) {
        Answer planned = first.poll();
        if (planned != null) {
            return planned;
        }
        Map<String, String> query = query(request.uri().getRawQuery());
        String path = request.uri().getPath();
        if (path.endsWith("listReposByCollection")) {
            return repositories(query);
        }
        return path.endsWith("listRecords") ? list(query) : record(query);
    }

    static Answer answer(int status, Map<String, String> headers, String json) {
        return new Answer(status, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(String raw) {
        return List.of(raw.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Answer repositories(Map<String, String> query) {
        String after = query.getOrDefault("cursor", "");
        Optional<String> did =
                records.keySet().stream()
                        .filter(uri -> uri.contains("/" + query.get("collection") + "/"))
                        .map(uri -> uri.split("/", -1)[2])
                        .filter(d -> d.compareTo(after) > 0)
                        .findFirst();
        return did.map(d -> page("repos", List.of("{\"did\":\"" + d + "\"}"), d))
                .orElseGet(() -> page("repos", List.of(), ""));
    }

    private Answer list(Map<String, String> query) {
        String prefix = "at://" + query.get("repo") + "/" + query.get("collection") + "/";
        String after = prefix + query.getOrDefault("cursor", "");
        List<String> uris =
                records.keySet().stream()
                        .filter(uri -> uri.startsWith(prefix) && uri.compareTo(after) > 0)
                        .limit(2)
                        .toList();
        String last = uris.isEmpty() ? "" : uris.getLast().substring(prefix.length());
        return page("records", uris.stream().map(this::view).toList(), last);
    }

    private Answer record(Map<String, String> query) {
        String uri =
                "at://%s/%s/%s"
                        .formatted(query.get("repo"), query.get("collection"), query.get("rkey"));
        return records.containsKey(uri)
                ? answer(200, Map.of(), view(uri))
                : answer(400, Map.of(), "{\"error\":\"RecordNotFound\"}");
    }

    private String view(String uri) {
        return "{\"uri\":\"" + uri + "\",\"value\":" + records.get(uri) + "}";
    }

    private static Answer page(String name, List<String> items, String cursor) {
        String next = cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"";
        return answer(200, Map.of(), "{\"" + name + "\":" + items + next + "}");
    }

    @Override
    public Optional<DidDocument> resolve(Did did) {
        Value.Map service =
                Value.Map.builder()
                        .put("id", "#atproto_pds")
                        .put("type", "AtprotoPersonalDataServer")
                        .put(
                                "serviceEndpoint",
                                hosts.getOrDefault(did.value(), "https://pds.example.com"))
                        .build();
        return Optional.of(
                DidDocument.of(
                        Value.Map.builder()
                                .put("id", did.value())
                                .put("service", new Value.Array(List.of(service)))
                                .build()));
    }
}
