package chancery.appview.index.kept;

import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// Reads the truth of the index. A repository lies in one of [#SHARDS] partitions, so that many
/// repositories share a commit, and what is done to one of them is done by one writer, in order.
public final class IndexTruth {
    /// Never changes: the place of every repository depends on it.
    public static final int SHARDS = 4;

    /// The log of what changed, which the view follows.
    public static final String LOG = "appview.index";

    private static final Partition WHOLE = new Partition("appview-index");
    private static final String RECORDS = "r/";
    private static final String STATUS = "a/";
    private static final String GONE = "x/";
    private static final String TRIMMED = "trimmed";
    private static final String CURSOR = "cursor/";

    private final KeyValue store;

    public IndexTruth(KeyValue store) {
        this.store = store;
    }

    /// A record and what is known of it.
    public record Entry(RecordName name, IndexRow row) {}

    /// A record that is gone, and since when.
    private record Expired(RecordName name, long indexed) {}

    /// The shard of a repository.
    public static int shard(Did did) {
        CRC32C sum = new CRC32C();
        sum.update(did.value().getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % SHARDS);
    }

    static Partition partition(int shard) {
        return new Partition("appview-index-" + shard);
    }

    static Key key(RecordName name) {
        return partition(shard(name.did())).key(Space.INDEX, RECORDS + name.text());
    }

    static Key statusKey(Did did) {
        return partition(shard(did)).key(Space.INDEX, STATUS + did.value());
    }

    /// The key under which a deletion is found when it is old: its moment, then the record.
    static Key goneKey(RecordName name, long indexed) {
        byte[] text = name.text().getBytes(StandardCharsets.UTF_8);
        byte[] prefix = GONE.getBytes(StandardCharsets.UTF_8);
        ByteBuffer suffix = ByteBuffer.allocate(prefix.length + Long.BYTES + text.length);
        suffix.put(prefix).putLong(indexed).put(text);
        return partition(shard(name.did())).key(Space.INDEX, suffix.array());
    }

    /// What changed, in order.
    public Log log() {
        return store.log(LOG);
    }

    KeyValue store() {
        return store;
    }

    /// What is known of one record.
    public Optional<IndexRow> row(RecordName name) {
        return store.get(key(name)).map(IndexRow::decode);
    }

    /// What is known of these records; those of which nothing is known are left out.
    public Map<RecordName, IndexRow> rows(Collection<RecordName> names) {
        List<RecordName> asked = List.copyOf(names);
        List<Key> keys = asked.stream().map(IndexTruth::key).toList();
        List<Optional<byte[]>> found = store.getAll(Space.INDEX, keys);
        Map<RecordName, IndexRow> rows = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            RecordName name = asked.get(i);
            found.get(i).map(IndexRow::decode).ifPresent(row -> rows.put(name, row));
        }
        return rows;
    }

    /// Which of these accounts are not to be shown, and why.
    public Map<Did, AccountStatus> hidden(Collection<Did> dids) {
        List<Did> asked = List.copyOf(dids);
        List<Key> keys = asked.stream().map(IndexTruth::statusKey).toList();
        List<Optional<byte[]>> found = store.getAll(Space.INDEX, keys);
        Map<Did, AccountStatus> hidden = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Did did = asked.get(i);
            found.get(i)
                    .map(name -> new String(name, StandardCharsets.UTF_8))
                    .ifPresent(name -> hidden.put(did, AccountStatus.valueOf(name)));
        }
        return hidden;
    }

    /// Records of a shard behind this one, by name.
    public List<Entry> page(int shard, Optional<RecordName> after, int max) {
        return page(prefix(shard, ""), after, max);
    }

    /// Records of an account behind this one, by name.
    public List<Entry> page(Did did, Optional<RecordName> after, int max) {
        return page(prefix(shard(did), did.value() + "/"), after, max);
    }

    /// Records of one type of an account behind this one, by name.
    public List<Entry> page(Did did, Nsid collection, Optional<RecordName> after, int max) {
        String prefix = did.value() + "/" + collection.value() + "/";
        return page(prefix(shard(did), prefix), after, max);
    }

    private static Range prefix(int shard, String name) {
        return Range.prefix(partition(shard).key(Space.INDEX, RECORDS + name));
    }

    private List<Entry> page(Range all, Optional<RecordName> after, int max) {
        Range range = after.map(name -> all.after(key(name).bytes())).orElse(all);
        List<Entry> page = new ArrayList<>();
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (page.size() < max && scan.next()) {
                String key = new String(scan.key(), StandardCharsets.UTF_8);
                String text = key.substring(key.indexOf('\0') + 1 + RECORDS.length());
                page.add(new Entry(RecordName.parse(text), IndexRow.decode(scan.value())));
            }
        }
        return page;
    }

    /// Forgets deletions of a shard from before this moment, at most so many.
    ///
    /// @param before microseconds since 1970
    /// @return how many were forgotten
    public int forget(int shard, long before, int max) {
        List<Expired> expired = expired(shard, before, max);
        for (Expired deletion : expired) {
            Key row = key(deletion.name());
            Batch batch = new Batch().delete(goneKey(deletion.name(), deletion.indexed()));
            Optional<byte[]> kept = store.get(row);
            if (kept.isPresent()
                    && IndexRow.decode(kept.get()) instanceof IndexRow.Gone gone
                    && gone.indexed() == deletion.indexed()) {
                batch.requireEqual(row, kept.get()).delete(row);
            }
            // What is written again in this moment is looked at next time.
            store.commit(batch);
        }
        return expired.size();
    }

    private List<Expired> expired(int shard, long before, int max) {
        Range all = Range.prefix(partition(shard).key(Space.INDEX, GONE));
        int at = partition(shard).prefixLength() + GONE.length();
        List<Expired> expired = new ArrayList<>();
        try (Scan scan = store.scan(all, Direction.ASCENDING)) {
            while (expired.size() < max && scan.next()) {
                byte[] key = scan.key();
                long indexed = ByteBuffer.wrap(key).getLong(at);
                if (indexed >= before) {
                    break;
                }
                int text = at + Long.BYTES;
                String name = new String(key, text, key.length - text, StandardCharsets.UTF_8);
                expired.add(new Expired(RecordName.parse(name), indexed));
            }
        }
        return expired;
    }

    /// Where a feed goes on; empty when it was never read.
    public OptionalLong cursor(String feed) {
        return number(WHOLE.key(Space.META, CURSOR + feed));
    }

    /// Keeps where a feed goes on.
    public void keepCursor(String feed, long cursor) {
        Key key = WHOLE.key(Space.META, CURSOR + feed);
        store.commit(new Batch().put(key, bytes(cursor)));
    }

    /// Up to where the log has been trimmed: a view that stands before has missed something.
    public long trimmed() {
        return number(WHOLE.key(Space.META, TRIMMED)).orElse(0);
    }

    /// Trims the log up to and with this position.
    public void trim(long through) {
        Key key = WHOLE.key(Space.META, TRIMMED);
        store.commit(new Batch().put(key, bytes(through)).trim(LOG, through));
    }

    private OptionalLong number(Key key) {
        Optional<byte[]> kept = store.get(key);
        return kept.isPresent()
                ? OptionalLong.of(ByteBuffer.wrap(kept.get()).getLong())
                : OptionalLong.empty();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
