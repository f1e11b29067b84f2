package chancery.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Conditions and changes that are committed together. Changes apply in their order; conditions are
/// tested against the store before any of them. Not for two threads; neither the batch nor an array
/// in it is changed after commit.
public final class Batch {
    /// Older than every version of a store.
    public static final long NEVER = -1;

    private final List<Condition> conditions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private int appends;
    private long readSince = NEVER;

    /// What must hold for the batch to be written.
    public sealed interface Condition {
        Key key();

        /// There is no value under the key.
        record Absent(Key key) implements Condition {}

        /// The value under the key has exactly these bytes.
        record Equal(Key key, byte[] expected) implements Condition {}
    }

    /// One change.
    public sealed interface Change {
        record Put(Key key, byte[] value) implements Change {}

        record Delete(Key key) implements Change {}

        /// Everything of one partition in one space; for whole partitions alone.
        record DeletePartition(Space space, Partition partition) implements Change {}

        /// A new entry of a log; its own position is written over the 8 bytes at each stamp.
        record Append(String log, byte[] value, List<Stamp> stamps) implements Change {}

        /// A put whose key and value carry positions of appends of this batch.
        record PutStamped(Key key, List<Stamp> keyStamps, byte[] value, List<Stamp> valueStamps)
                implements Change {}

        /// Erases entries up to and with `through`.
        record Trim(String log, long through) implements Change {}

        /// Erases single entries, as the deletion of an account does.
        record Erase(String log, List<Long> positions) implements Change {}

        /// Continues the log above `floor`, once, after a restore; a floor that the log has passed
        /// changes nothing.
        record Jump(String log, long floor) implements Change {}
    }

    /// Where the engine writes a position, 8 bytes big-endian: over the bytes at `offset` (of the
    /// suffix in a key), the position of the batch's append number `append`, from 0.
    public record Stamp(int offset, int append) {

        /// A copy of `bytes` with the positions written in; `base` is where the offsets begin.
        public static byte[] applied(byte[] bytes, int base, List<Stamp> stamps, long[] positions) {
            byte[] out = bytes.clone();
            ByteBuffer view = ByteBuffer.wrap(out);
            for (Stamp stamp : stamps) {
                view.putLong(base + stamp.offset(), positions[stamp.append()]);
            }
            return out;
        }
    }

    public Batch requireAbsent(Key key) {
        conditions.add(new Condition.Absent(key));
        return this;
    }

    public Batch requireEqual(Key key, byte[] expected) {
        conditions.add(new Condition.Equal(key, expected));
        return this;
    }

    /// Promises that the conditions say what was read, not from a snapshot, after the store told
    /// this version: an engine need not look again at rows that nobody has written since.
    /// Conditions that were not read must not stand in such a batch, for they would be believed.
    public Batch readSince(long version) {
        readSince = version;
        return this;
    }

    /// Since which version the conditions were read; [#NEVER] when they were not.
    public long readSince() {
        return readSince;
    }

    public Batch put(Key key, byte[] value) {
        return add(new Change.Put(key, value));
    }

    public Batch delete(Key key) {
        return add(new Change.Delete(key));
    }

    public Batch deletePartition(Space space, Partition partition) {
        return add(new Change.DeletePartition(space, partition));
    }

    /// Appends an entry and answers its number in this batch, for stamps.
    public int append(String log, byte[] value, Stamp... stamps) {
        add(new Change.Append(log, value, List.of(stamps)));
        return appends++;
    }

    public Batch putStamped(Key key, List<Stamp> keyStamps, byte[] value, List<Stamp> valueStamps) {
        return add(
                new Change.PutStamped(
                        key, List.copyOf(keyStamps), value, List.copyOf(valueStamps)));
    }

    public Batch trim(String log, long through) {
        return add(new Change.Trim(log, through));
    }

    public Batch erase(String log, List<Long> positions) {
        return add(new Change.Erase(log, List.copyOf(positions)));
    }

    public Batch jump(String log, long floor) {
        return add(new Change.Jump(log, floor));
    }

    /// How many appends the batch has.
    public int appends() {
        return appends;
    }

    public List<Condition> conditions() {
        return Collections.unmodifiableList(conditions);
    }

    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    private Batch add(Change change) {
        changes.add(change);
        return this;
    }
}
