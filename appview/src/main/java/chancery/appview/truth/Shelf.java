package chancery.appview.truth;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Rows of one kind, each under a name of its own, in the order of the names. What is written is
/// durable when the call returns.
public final class Shelf<T> {
    private static final int ATTEMPTS = 64;

    private final Place place;
    private final String name;
    private final Codec<T> codec;

    /// @param name of the shelf, without a slash
    public Shelf(Place place, String name, Codec<T> codec) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a name of a shelf: " + name);
        }
        this.place = place;
        this.name = name;
        this.codec = codec;
    }

    /// A row and its name.
    public record Entry<T>(String id, T row) {}

    /// The row of this name.
    public Optional<T> find(String id) {
        return store().get(key(id)).map(this::decode);
    }

    /// All rows, by name; for shelves of few rows.
    public List<T> all() {
        return page("", Integer.MAX_VALUE).stream().map(Entry::row).toList();
    }

    /// Rows whose names come after this one, by name.
    public List<Entry<T>> page(String after, int max) {
        return scan(range(after), Direction.ASCENDING, max);
    }

    /// Rows from the last name down, those before `before` when it is not empty.
    public List<Entry<T>> last(String before, int max) {
        Range all = Range.prefix(key(""));
        return scan(
                before.isEmpty() ? all : all.before(key(before).bytes()),
                Direction.DESCENDING,
                max);
    }

    private Range range(String after) {
        Range all = Range.prefix(key(""));
        return after.isEmpty() ? all : all.after(key(after).bytes());
    }

    private List<Entry<T>> scan(Range range, Direction direction, int max) {
        int prefix = key("").bytes().length;
        List<Entry<T>> rows = new ArrayList<>();
        try (Scan scan = store().scan(range, direction)) {
            while (rows.size() < max && scan.next()) {
                byte[] whole = scan.key();
                String id =
                        new String(whole, prefix, whole.length - prefix, StandardCharsets.UTF_8);
                rows.add(new Entry<>(id, decode(scan.value())));
            }
        }
        return rows;
    }

    /// Writes a row, whatever was there.
    public void put(String id, T row) {
        Batch batch = new Batch();
        put(batch, id, row);
        store().commit(batch);
    }

    /// Writes a row as part of a batch, whatever is there.
    public void put(Batch batch, String id, T row) {
        batch.put(key(id), encode(row));
    }

    /// Deletes a row as part of a batch.
    public void delete(Batch batch, String id) {
        batch.delete(key(id));
    }

    /// Writes a row as part of a batch, which fails when there is one of its name.
    public void add(Batch batch, String id, T row) {
        batch.requireAbsent(key(id)).put(key(id), encode(row));
    }

    /// Makes a batch fail unless the row is still this one.
    public void require(Batch batch, String id, T row) {
        batch.requireEqual(key(id), encode(row));
    }

    /// Writes a row where there is none; whether that was so.
    public boolean add(String id, T row) {
        Batch batch = new Batch();
        add(batch, id, row);
        return store().commit(batch) instanceof Outcome.Committed;
    }

    /// Changes a row; what it became, empty when there is none. The change may be asked for more
    /// than once, and what it throws ends it.
    public Optional<T> update(String id, UnaryOperator<T> change) {
        Key key = key(id);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<byte[]> kept = store().get(key);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            T changed = change.apply(decode(kept.get()));
            Batch batch = new Batch().requireEqual(key, kept.get()).put(key, encode(changed));
            if (store().commit(batch) instanceof Outcome.Committed) {
                return Optional.of(changed);
            }
        }
        throw new IllegalStateException("row " + name + "/" + id + " never stood still");
    }

    /// Deletes a row; whether there was one.
    public boolean remove(String id) {
        Key key = key(id);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<byte[]> kept = store().get(key);
            if (kept.isEmpty()) {
                return false;
            }
            Batch batch = new Batch().requireEqual(key, kept.get()).delete(key);
            if (store().commit(batch) instanceof Outcome.Committed) {
                return true;
            }
        }
        throw new IllegalStateException("row " + name + "/" + id + " never stood still");
    }

    private KeyValue store() {
        return place.store();
    }

    private Key key(String id) {
        return place.partition().key(place.space(), name + "/" + id);
    }

    private byte[] encode(T row) {
        return DagCbor.encode(codec.encode(row));
    }

    private T decode(byte[] kept) {
        if (DagCbor.decode(kept) instanceof Value.Map row) {
            return codec.decode(row);
        }
        throw new IllegalStateException("a row of " + name + " is no map");
    }
}
