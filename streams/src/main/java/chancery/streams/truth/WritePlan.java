package chancery.streams.truth;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.streams.name.RecordId;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Use;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one request does to a stream, decided and not done. Each record that it touches is bound to
/// the head that was read, so that what comes between refuses the whole.
public final class WritePlan {
    private static final Content NOTHING = new Content(Map.of());

    private final Keys keys;
    private final long now;
    private final Batch batch = new Batch();
    private final ByteOut room = new ByteOut();
    private final Set<Key> touched = new HashSet<>();
    private final List<Place> superseded = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();
    private int count;
    private int replaced;
    private long latest = Long.MIN_VALUE;
    private long records;
    private long bytes;

    /// @param now milliseconds since 1970
    /// @param version of the store before the heads were read
    WritePlan(Keys keys, long now, long version) {
        this.keys = keys;
        this.now = now;
        batch.readSince(version);
    }

    /// Stores a record, in place of the one that stands there. Of equal keys in one plan the first
    /// counts.
    public void put(RecordWrite write, RecordKey key, Optional<byte[]> head) {
        if (!touched.add(key.key())) {
            return;
        }
        Optional<Head> before = head.map(Head::decode);
        boolean replaces = before.filter(Head::live).isPresent();
        long updated = updated(before);
        long created = replaces ? before.orElseThrow().createdTime() : updated;
        Status status = replaces ? Status.UPDATED : Status.CREATED;
        replaced += replaces ? 1 : 0;
        drop(before);
        records++;
        contents.add(write.content());
        write(
                new Bound(key.key(), head),
                status,
                new StoredRecord(write.id(), created, updated, write.content()));
    }

    /// Deletes a record that is there.
    public void delete(RecordId id, RecordKey key, byte[] head) {
        Head before = Head.decode(head);
        long updated = updated(Optional.of(before));
        drop(Optional.of(before));
        Place place = new Place(0, count);
        batch.putStamped(
                keys.deletion(place),
                List.of(new Batch.Stamp(Keys.POSITION_OFFSET, 0)),
                key.key().suffix(),
                List.of());
        write(
                new Bound(key.key(), Optional.of(head)),
                Status.DELETED,
                new StoredRecord(id, before.createdTime(), updated, NOTHING));
    }

    /// The time of a change of a record always grows.
    private long updated(Optional<Head> before) {
        long updated = before.map(head -> Math.max(now, head.lastUpdatedTime() + 1)).orElse(now);
        latest = Math.max(latest, updated);
        return updated;
    }

    /// Takes the former state of a record away.
    private void drop(Optional<Head> before) {
        if (before.isEmpty()) {
            return;
        }
        Head head = before.get();
        batch.delete(keys.change(head.place()));
        superseded.add(head.place());
        bytes -= head.bytes();
        if (head.live()) {
            records--;
        } else {
            batch.delete(keys.deletion(head.place()));
        }
    }

    /// A row as it was read.
    private record Bound(Key key, Optional<byte[]> row) {
        void require(Batch batch) {
            row.ifPresentOrElse(
                    value -> batch.requireEqual(key, value), () -> batch.requireAbsent(key));
        }
    }

    private void write(Bound bound, Status status, StoredRecord record) {
        bound.require(batch);
        Place place = new Place(0, count);
        count++;
        byte[] change = Change.encode(status, record, room);
        bytes += change.length;
        Head head =
                new Head(
                        status,
                        place,
                        record.createdTime(),
                        record.lastUpdatedTime(),
                        change.length);
        batch.putStamped(
                bound.key(),
                List.of(),
                head.encode(),
                List.of(new Batch.Stamp(Head.POSITION_OFFSET, 0)));
        batch.putStamped(
                keys.change(place),
                List.of(new Batch.Stamp(Keys.POSITION_OFFSET, 0)),
                change,
                List.of());
    }

    /// How many records take the place of others.
    public int replaced() {
        return replaced;
    }

    /// The latest time of a record in this plan.
    public long latest() {
        return latest;
    }

    /// Notes which properties hold data when this is done.
    ///
    /// @param before what is kept of that by now
    public void fill(Optional<byte[]> before, Filled after) {
        new Bound(keys.filled(), before).require(batch);
        batch.put(keys.filled(), after.encode());
    }

    /// What is stored, in its order.
    public List<Content> contents() {
        return Collections.unmodifiableList(contents);
    }

    /// By how much the stream grows.
    public Use growth() {
        return new Use(records, bytes);
    }

    /// What to commit; empty when there is nothing to do.
    public Optional<Batch> batch() {
        if (count == 0) {
            return Optional.empty();
        }
        batch.append(keys.log(), new Entry(new Use(records, bytes), superseded).encode());
        return Optional.of(batch);
    }
}
