package chancery.lua.text;

import chancery.lua.runtime.Arguments;

/// Places in a string as scripts give them: from 1, or from the end when negative.
final class Places {
    private Places() {}

    /// Where a part starts, from 1; beyond the end when the place is.
    static long start(long place, long length) {
        if (place > 0) {
            return place;
        }
        return place == 0 || place < -length ? 1 : length + place + 1;
    }

    /// Where a part ends, from 0 to the length.
    static long end(long place, long length) {
        if (place > length) {
            return length;
        }
        if (place >= 0) {
            return place;
        }
        return place < -length ? 0 : length + place + 1;
    }

    /// The index, from 0, where a search starts, by an argument that may be absent.
    static long initial(Arguments given, int number, long length) {
        return start(given.integer(number, 1), length) - 1;
    }
}
