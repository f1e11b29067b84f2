package chancery.store.embedded;

import chancery.store.Key;

/// Which rows may have been written since somebody read them: for each hash of a key the version of
/// the store that last wrote one of it. A condition on a row that nobody has touched since it was
/// read holds without reading it again. For the committer alone, but for [#published].
final class Versions {
    private static final int SLOTS = 1 << 18;
    private static final int SPREAD = 0x9e3779b9;
    private static final int SHIFT = 14;

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

    private static int slot(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash * SPREAD) >>> SHIFT;
    }
}
