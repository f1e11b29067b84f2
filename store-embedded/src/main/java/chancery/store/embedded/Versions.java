package chancery.store.embedded;

import chancery.store.Key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Which rows may have been written since somebody read them: for each hash of a key the version of
/// the store that last wrote one of it. A condition on a row that nobody has touched since it was
/// read holds without reading it again. For the committer alone, but for [#published].
final class Versions {
    private static final int SLOT_BITS = 18;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;
    private static final int MIX = 32;
    private static final int SHIFT = Long.SIZE - SLOT_BITS;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] touched = new long[SLOTS];
    private long floor;
    private volatile long published;

    /// The version that every read from now on sees at least.
    long published() {
        return published;
    }

    /// Whether nobody has written the row since this version; false is always a true answer.
    boolean untouched(Key key, long since) {
        byte[] bytes = key.bytes();
        return since >= floor && touched[slot(bytes, 0, bytes.length)] <= since;
    }

    /// The next version writes a row of this key, in whichever space.
    void touch(byte[] bytes, int from, int to) {
        touched[slot(bytes, from, to)] = published + 1;
    }

    /// The next version may write every row.
    void touchAll() {
        floor = published + 1;
    }

    /// What was touched is written.
    void publish() {
        long next = published + 1;
        published = next;
    }

    /// Eight bytes at a time: three keys of each record that is written come by here.
    private static int slot(byte[] bytes, int from, int to) {
        long hash = 1;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * SPREAD;
            hash ^= hash >>> MIX;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * SPREAD;
        }
        return (int) ((hash * SPREAD) >>> SHIFT);
    }
}
