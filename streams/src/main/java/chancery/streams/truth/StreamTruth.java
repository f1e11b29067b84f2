package chancery.streams.truth;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Use;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The records of one stream in the store. On an immutable stream records of one identifier and
/// different contents stand beside each other; on a mutable one there is one of each.
public final class StreamTruth {
    private static final int DIGEST_BYTES = 16;
    private static final byte[] NO_DIGEST = {};
    private static final int ATTEMPTS = 1_000;
    private static final int ENTRIES = 1_000;
    private static final long ENTRY_BYTES = 4 << 20;

    private final KeyValue store;
    private final Stream stream;
    private final Keys keys;

    public StreamTruth(KeyValue store, ProjectName project, Stream stream) {
        this.store = store;
        this.stream = stream;
        this.keys = new Keys(project, stream);
    }

    public Stream stream() {
        return stream;
    }

    /// What names this stream among all that ever were.
    public Partition partition() {
        return keys.partition();
    }

    /// Where a record to be written stands.
    public RecordKey key(RecordWrite write) {
        byte[] digest = stream.type() == StreamType.MUTABLE ? NO_DIGEST : digest(write);
        return new RecordKey(keys.head(write.id(), digest));
    }

    /// Where the record of an identifier stands, on a mutable stream.
    public RecordKey key(RecordId id) {
        return new RecordKey(keys.head(id, NO_DIGEST));
    }

    private static byte[] digest(RecordWrite write) {
        ByteOut out = new ByteOut();
        ContentCodec.write(write.content(), out);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(out.bytes());
            return Arrays.copyOf(sum, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Heads of records as they were read.
    ///
    /// @param rows in the order of their keys
    /// @param version of the store before they were read
    public record Heads(List<Optional<byte[]>> rows, long version) {
        public Optional<byte[]> get(int i) {
            return rows.get(i);
        }
    }

    /// The heads of records, in the order of their keys.
    public Heads heads(List<RecordKey> records) {
        long version = store.version();
        List<Key> all = records.stream().map(RecordKey::key).toList();
        return new Heads(store.getAll(Space.HEAD, all), version);
    }

    /// A plan for one request, as of this moment.
    ///
    /// @param heads of all records that it will touch
    public WritePlan plan(long now, Heads heads) {
        return new WritePlan(keys, now, heads.version());
    }

    /// Does what was planned; false when a record was changed since the plan read it.
    public boolean commit(WritePlan plan) {
        Optional<Batch> batch = plan.batch();
        return batch.isEmpty() || store.commit(batch.get()) instanceof Outcome.Committed;
    }

    /// The records of an identifier.
    public List<StoredRecord> find(RecordId id) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<List<StoredRecord>> found = findOnce(id);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("a record of " + keys.log() + " never stood still");
    }

    /// The same; empty when a record was written between the reading of its two parts.
    private Optional<List<StoredRecord>> findOnce(RecordId id) {
        List<StoredRecord> found = new ArrayList<>();
        for (byte[] value : heads(id)) {
            Head head = Head.decode(value);
            if (head.live()) {
                Optional<byte[]> change = store.get(keys.change(head.place()));
                if (change.isEmpty()) {
                    return Optional.empty();
                }
                found.add(Change.decode(head.place(), change.get()).record());
            }
        }
        return Optional.of(found);
    }

    private List<byte[]> heads(RecordId id) {
        if (stream.type() == StreamType.MUTABLE) {
            return store.get(keys.head(id, NO_DIGEST)).stream().toList();
        }
        List<byte[]> heads = new ArrayList<>();
        try (Scan scan = store.scan(keys.heads(id), Direction.ASCENDING)) {
            while (scan.next()) {
                heads.add(scan.value());
            }
        }
        return heads;
    }

    /// Whether a space has records here.
    public boolean holds(SpaceId space) {
        try (Scan scan = store.scan(keys.heads(space), Direction.ASCENDING)) {
            while (scan.next()) {
                if (Head.decode(scan.value()).live()) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Shows the changes after a place, oldest first, as of this moment, until one is not wanted.
    public void each(Place after, Predicate<Change> wanted) {
        Range range = keys.changes();
        if (!after.equals(Place.START)) {
            range = range.after(keys.change(after).bytes());
        }
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (scan.next()) {
                if (!wanted.test(Change.decode(keys.place(scan.key()), scan.value()))) {
                    return;
                }
            }
        }
    }

    /// Shows the changes up to a place, newest first, as of this moment, until one is not wanted.
    public void eachBack(Place upTo, Predicate<Change> wanted) {
        Range range = keys.changes();
        if (!upTo.equals(Place.END)) {
            range = range.before(range.after(keys.change(upTo).bytes()).from());
        }
        try (Scan scan = store.scan(range, Direction.DESCENDING)) {
            while (scan.next()) {
                if (!wanted.test(Change.decode(keys.place(scan.key()), scan.value()))) {
                    return;
                }
            }
        }
    }

    /// Takes changes as they are kept.
    public interface Stored {
        /// @return whether the next one is wanted
        boolean take(Place place, byte[] change);
    }

    /// Shows the changes after a place as they are kept, oldest first, as of this moment.
    public void walk(Place after, Stored stored) {
        Range range = keys.changes().after(keys.change(after).bytes());
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (scan.next()) {
                if (!stored.take(keys.place(scan.key()), scan.value())) {
                    return;
                }
            }
        }
    }

    /// The records at these places; empty where a record is not any more.
    public List<Optional<StoredRecord>> load(List<Place> places) {
        List<Optional<byte[]>> changes =
                store.getAll(Space.STREAM, places.stream().map(keys::change).toList());
        List<Optional<StoredRecord>> records = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            records.add(changes.get(i).map(value -> Change.decode(place, value).record()));
        }
        return records;
    }

    /// Whether the log tells all that came after a position.
    public boolean tells(long position) {
        Log log = log();
        long tail = log.tail();
        return tail == position
                || (tail > position
                        && log.after(position, 1, ENTRY_BYTES).stream()
                                .anyMatch(entry -> entry.position() == position + 1));
    }

    /// What requests made old, from after one position of the log up to another; empty when the log
    /// does not tell all of it.
    public Optional<List<Place>> superseded(long after, long through) {
        List<Place> places = new ArrayList<>();
        long position = after;
        while (position < through) {
            long begun = position;
            for (Log.Entry entry : log().after(position, ENTRIES, ENTRY_BYTES)) {
                if (position == through) {
                    break;
                }
                if (entry.position() != position + 1) {
                    return Optional.empty();
                }
                places.addAll(Entry.decode(entry.value()).superseded());
                position++;
            }
            if (position == begun) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    /// The last position of a change; 0 when there was none.
    public long tail() {
        return log().tail();
    }

    /// The log of what requests did.
    public Log log() {
        return store.log(keys.log());
    }

    /// A place before all changes since a moment. Found by halves, because changes stand in the
    /// order of their times, up to the moments that requests wait for each other.
    public Place since(long millis) {
        long low = 0;
        long high = tail() + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Long> time = timeFrom(middle);
            if (time.isPresent() && time.get() < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Place.START : new Place(low - 1, 0xffff);
    }

    private Optional<Long> timeFrom(long position) {
        Range range = keys.changes().from(keys.change(new Place(position, 0)).bytes());
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            return scan.next() ? Optional.of(Change.time(scan.value())) : Optional.empty();
        }
    }

    /// The time of the last change; 0 when there was none.
    public long lastTime() {
        try (Scan scan = store.scan(keys.changes(), Direction.DESCENDING)) {
            return scan.next() ? Change.time(scan.value()) : 0;
        }
    }

    /// Up to where deletions were forgotten: who has read less cannot go on.
    public Place forgotten() {
        return store.get(keys.forgotten())
                .map(value -> Place.of(ByteBuffer.wrap(value)))
                .orElse(Place.START);
    }

    /// Which properties hold data or held some, as it is kept.
    public Optional<byte[]> filled() {
        return store.get(keys.filled());
    }

    /// What the stream holds.
    public Use use() {
        return total(Total.EMPTY).use();
    }

    /// What the stream holds, and up to which position of its log that is said.
    ///
    /// @param known what it held at an earlier position
    public Total total(Total known) {
        Log log = log();
        Total total = known.equals(Total.EMPTY) ? kept() : known;
        while (true) {
            List<Log.Entry> entries = log.after(total.position(), ENTRIES, ENTRY_BYTES);
            boolean gap =
                    entries.isEmpty()
                            ? log.tail() > total.position()
                            : entries.getFirst().position() > total.position() + 1;
            // The log was summed up in the meantime.
            Total later = gap ? kept() : total;
            if (later.position() > total.position()) {
                total = later;
                continue;
            }
            if (entries.isEmpty()) {
                return total;
            }
            for (Log.Entry entry : entries) {
                total = total.after(entry.position(), Entry.growth(entry.value()));
            }
        }
    }

    private Total kept() {
        return store.get(keys.total()).map(Total::decode).orElse(Total.EMPTY);
    }
}
