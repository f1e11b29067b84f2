package chancery.store.table.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The one order of cells: absent, numbers, text, booleans, bytes. Numbers by what they are worth,
/// text by code points, false before true.
public final class CellOrder {
    /// Cell by cell, a beginning before what goes on.
    public static final Comparator<List<Cell>> LISTS = CellOrder::compareLists;

    private CellOrder() {}

    public static int compare(Cell a, Cell b) {
        int ranks = Integer.compare(rank(a), rank(b));
        if (ranks != 0) {
            return ranks;
        }
        return switch (a) {
            case Cell.Null _ -> 0;
            case Cell.Int(long x) -> compareInt(x, b);
            case Cell.Real(double x) -> compareReal(x, b);
            case Cell.Text(String x) -> compareText(x, ((Cell.Text) b).value());
            case Cell.Json(String x) -> compareText(x, ((Cell.Json) b).value());
            case Cell.Flag(boolean x) -> Boolean.compare(x, ((Cell.Flag) b).value());
            case Cell.Bytes(byte[] x) -> Arrays.compareUnsigned(x, ((Cell.Bytes) b).value());
        };
    }

    /// Whether both are numbers, both text, and so on: what a filter compares.
    public static boolean alike(Cell a, Cell b) {
        return rank(a) == rank(b);
    }

    /// By code points, which is the order of the bytes in UTF-8.
    public static int compareText(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean one = Character.isSurrogate(x) != Character.isSurrogate(y);
                return one ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareLists(List<Cell> a, List<Cell> b) {
        int end = Math.min(a.size(), b.size());
        for (int i = 0; i < end; i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int rank(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> 0;
            case Cell.Int _, Cell.Real _ -> 1;
            case Cell.Text _ -> 2;
            case Cell.Flag _ -> 3;
            case Cell.Bytes _ -> 4;
            case Cell.Json _ -> 5;
        };
    }

    private static int compareInt(long x, Cell b) {
        return b instanceof Cell.Real(double y)
                ? BigDecimal.valueOf(x).compareTo(new BigDecimal(y))
                : Long.compare(x, ((Cell.Int) b).value());
    }

    private static int compareReal(double x, Cell b) {
        return b instanceof Cell.Real(double y)
                ? Double.compare(x, y)
                : -compareInt(((Cell.Int) b).value(), new Cell.Real(x));
    }
}
