package chancery.appview.setting;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.store.KeyValue;
import chancery.store.Sealer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables that scripts see as `env`: sealed where they are kept, open in memory, and shown
/// to nobody else. All threads read the same snapshot.
public final class Variables {
    private static final String PURPOSE = "script-variable";
    private static final int SHOWN = 4;

    private final Shelf<Row> shelf;
    private final Sealer sealer;
    private final InstantSource clock;
    private volatile State state;

    /// Reads what is set.
    public Variables(KeyValue store, Sealer sealer, InstantSource clock) {
        this.shelf = new Shelf<>(Place.registry(store), "variable", Row.CODEC);
        this.sealer = sealer;
        this.clock = clock;
        SortedMap<String, Row> rows = new TreeMap<>();
        shelf.page("", Integer.MAX_VALUE).forEach(entry -> rows.put(entry.id(), entry.row()));
        SortedMap<String, String> values = new TreeMap<>();
        rows.forEach((key, row) -> values.put(key, open(key, row)));
        this.state = new State(rows, values);
    }

    /// A variable as operators see it.
    ///
    /// @param preview hides the value
    public record Variable(String key, String preview, Instant createdAt, Instant updatedAt) {}

    /// A variable as it is kept.
    private record Row(Value.Bytes sealed, Instant createdAt, Instant updatedAt) {
        static final Codec<Row> CODEC =
                new Codec<>() {
                    @Override
                    public Value.Map encode(Row row) {
                        return Value.Map.builder()
                                .put("sealed", row.sealed())
                                .put("created", Kept.micros(row.createdAt()))
                                .put("updated", Kept.micros(row.updatedAt()))
                                .build();
                    }

                    @Override
                    public Row decode(Value.Map kept) {
                        return new Row(
                                (Value.Bytes) kept.find("sealed").orElseThrow(),
                                Kept.instant(kept, "created"),
                                Kept.instant(kept, "updated"));
                    }
                };
    }

    private record State(SortedMap<String, Row> rows, SortedMap<String, String> values) {
        State {
            rows = Collections.unmodifiableSortedMap(rows);
            values = Collections.unmodifiableSortedMap(values);
        }
    }

    /// All values by key, of this moment; for scripts alone.
    public Map<String, String> env() {
        return state.values();
    }

    /// All variables by key, their values hidden.
    public List<Variable> list() {
        State now = state;
        return now.rows().entrySet().stream()
                .map(
                        entry ->
                                new Variable(
                                        entry.getKey(),
                                        mask(now.values().getOrDefault(entry.getKey(), "")),
                                        entry.getValue().createdAt(),
                                        entry.getValue().updatedAt()))
                .toList();
    }

    /// What may be shown of a value: of more than four characters the first four.
    static String mask(String value) {
        int length = value.codePointCount(0, value.length());
        return length <= SHOWN
                ? "*".repeat(length)
                : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "****";
    }

    /// Sets a variable; live for all runs that begin after this.
    public synchronized void set(String key, String value) {
        Instant now = clock.instant();
        Instant created =
                Optional.ofNullable(state.rows().get(key)).map(Row::createdAt).orElse(now);
        byte[] sealed = sealer.seal(key, PURPOSE, value.getBytes(StandardCharsets.UTF_8));
        Row row = new Row(Value.Bytes.of(sealed), created, now);
        shelf.put(key, row);
        SortedMap<String, Row> rows = new TreeMap<>(state.rows());
        SortedMap<String, String> values = new TreeMap<>(state.values());
        rows.put(key, row);
        values.put(key, value);
        state = new State(rows, values);
    }

    /// Unsets a variable; whether there was one.
    public synchronized boolean unset(String key) {
        SortedMap<String, Row> rows = new TreeMap<>(state.rows());
        if (rows.remove(key) == null) {
            return false;
        }
        shelf.remove(key);
        SortedMap<String, String> values = new TreeMap<>(state.values());
        values.remove(key);
        state = new State(rows, values);
        return true;
    }

    private String open(String key, Row row) {
        byte[] plain = sealer.open(key, PURPOSE, row.sealed().toArray());
        return new String(plain, StandardCharsets.UTF_8);
    }
}
