package chancery.lua.library;

import chancery.lua.runtime.LuaError;

/// Quicksort with the choices of Lua's own: the median of three as the pivot, the larger part by
/// turns and the smaller one by recursion. So that equal values end in the order that scripts know,
/// and a function sees the same pairs. Ends with any order: the budget ends what is quadratic.
final class Sorting {
    /// Parts as large as this take a pivot from anywhere in their middle half once pivots were bad.
    private static final int LARGE = 100;

    /// Smaller parts than this share of the whole are a sign of an unlucky pivot.
    private static final int LOPSIDED = 128;

    private static final int MIX = 0x9E3779B9;

    private final Sortable values;
    private final Ordering ordering;

    Sorting(Sortable values, Ordering ordering) {
        this.values = values;
        this.ordering = ordering;
    }

    void sort(int length) {
        sort(1, length, 0);
    }

    private void sort(int first, int last, int luck) {
        int low = first;
        int high = last;
        int random = luck;
        while (low < high) {
            order(low, high);
            if (high - low == 1) {
                return;
            }
            int middle = pivot(low, high, random);
            moveMedian(low, middle, high);
            if (high - low == 2) {
                return;
            }
            Object pivot = values.get(middle);
            swap(middle, pivot, high - 1, values.get(high - 1));
            int parted = partition(low, high, pivot);
            int smaller;
            if (parted - low < high - parted) {
                sort(low, parted - 1, random);
                smaller = parted - low;
                low = parted + 1;
            } else {
                sort(parted + 1, high, random);
                smaller = high - parted;
                high = parted - 1;
            }
            if ((high - low) / LOPSIDED > smaller) {
                random = (random + high) * MIX ^ low;
            }
        }
    }

    private static int pivot(int low, int high, int random) {
        if (high - low < LARGE || random == 0) {
            return (low + high) >>> 1;
        }
        int quarter = (high - low) / 4;
        return Integer.remainderUnsigned(random, quarter * 2) + low + quarter;
    }

    /// Puts the two ends in order.
    private void order(int low, int high) {
        Object bottom = values.get(low);
        Object top = values.get(high);
        if (ordering.less(top, bottom)) {
            swap(low, bottom, high, top);
        }
    }

    /// Puts the median of three at the middle; the ends are in order.
    private void moveMedian(int low, int middle, int high) {
        Object candidate = values.get(middle);
        Object bottom = values.get(low);
        if (ordering.less(candidate, bottom)) {
            swap(middle, candidate, low, bottom);
            return;
        }
        Object top = values.get(high);
        if (ordering.less(top, candidate)) {
            swap(middle, candidate, high, top);
        }
    }

    /// Parts what is between the ends by a pivot that stands before the upper one; answers where it
    /// stands after that.
    private int partition(int low, int high, Object pivot) {
        int up = low;
        int down = high - 1;
        while (true) {
            Object left = values.get(++up);
            while (ordering.less(left, pivot)) {
                if (up == high - 1) {
                    throw inconsistent();
                }
                left = values.get(++up);
            }
            Object right = values.get(--down);
            while (ordering.less(pivot, right)) {
                if (down < up) {
                    throw inconsistent();
                }
                right = values.get(--down);
            }
            if (down < up) {
                swap(high - 1, pivot, up, left);
                return up;
            }
            swap(up, left, down, right);
        }
    }

    private void swap(int one, Object valueOfOne, int other, Object valueOfOther) {
        values.put(one, valueOfOther);
        values.put(other, valueOfOne);
    }

    private static LuaError inconsistent() {
        return new LuaError("invalid order function for sorting");
    }
}
