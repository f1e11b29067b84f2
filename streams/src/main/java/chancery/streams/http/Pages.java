package chancery.streams.http;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.sign.Signer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Lists of what a project has declared, page by page in the order of identifiers.
///
/// @param purpose what the cursors are signed for
record Pages<K extends Comparable<K>, V>(
        Signer signer, String purpose, Function<String, K> parser, Function<V, Json> json) {
    /// One page as it is answered.
    Json.Members page(
            SortedMap<K, V> rows, Predicate<V> wanted, Optional<String> cursor, int limit) {
        Optional<K> after = cursor.map(this::read);
        List<Map.Entry<K, V>> found =
                rows.entrySet().stream()
                        .filter(row -> wanted.test(row.getValue()))
                        .filter(row -> after.map(a -> row.getKey().compareTo(a) > 0).orElse(true))
                        .limit(limit + 1L)
                        .toList();
        List<Map.Entry<K, V>> page = found.stream().limit(limit).toList();
        Json.Builder members =
                Json.Members.builder()
                        .put(
                                "items",
                                page.stream().map(row -> json.apply(row.getValue())).toList());
        if (found.size() > limit) {
            byte[] last = page.getLast().getKey().toString().getBytes(StandardCharsets.UTF_8);
            members.put("nextCursor", signer.sign(purpose, last));
        }
        return members.build();
    }

    private K read(String cursor) {
        return signer.open(purpose, cursor)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(parser)
                .orElseThrow(() -> Fault.invalid("cursor was not given out here"));
    }
}
