package chancery.streams.aggregate;

import chancery.streams.json.Json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of an aggregate. On the wire each is an object with exactly one key.
public sealed interface Result {
    /// The result as it is answered.
    Json.Members json();

    /// A number under its name; `null` on the wire when there is none.
    record Figure(String name, Optional<Double> value) implements Result {
        @Override
        public Json.Members json() {
            return Json.Members.builder().put(name, number(value)).build();
        }

        private static Json number(Optional<Double> value) {
            return value.<Json>map(Result::number).orElse(Json.Null.NULL);
        }
    }

    /// Buckets under their name.
    record Parts(String name, List<Bucket> buckets) implements Result {
        public Parts {
            buckets = List.copyOf(buckets);
        }

        @Override
        public Json.Members json() {
            return Json.Members.builder()
                    .put(name, buckets.stream().map(Bucket::json).toList())
                    .build();
        }
    }

    /// One bucket.
    ///
    /// @param label how the bucket names itself: nothing, or one member
    /// @param key what a path calls it
    record Bucket(Json.Members label, String key, long count, Map<String, Result> results) {
        public Bucket {
            results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        }

        Json.Members json() {
            Json.Builder members = Json.Members.builder();
            label.members().forEach(members::put);
            members.put("count", count);
            if (!results.isEmpty()) {
                members.put("aggregates", Result.json(results));
            }
            return members.build();
        }

        Bucket with(Map<String, Result> other) {
            return new Bucket(label, key, count, other);
        }
    }

    /// Results by their names.
    static Json.Members json(Map<String, Result> results) {
        Json.Builder members = Json.Members.builder();
        results.forEach((name, result) -> members.put(name, result.json()));
        return members.build();
    }

    /// A number, without a fraction when it has none that counts.
    static Json number(double value) {
        long whole = (long) value;
        long exactMax = 1L << 53;
        return whole == value && Math.abs(whole) <= exactMax
                ? new Json.Int(whole)
                : new Json.Real(value);
    }
}
