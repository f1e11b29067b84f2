package chancery.store.column;

import chancery.store.table.value.UnicodeText;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Rows to append, in the making. Their values stand in cells one behind the other, in a few arrays
/// for all and with texts in UTF-8: an object for each value would cost more than most of what
/// happens to it. A value that is absent has no cell. For one thread.
public final class ColumnRows {
    private static final int FIRST = 16;

    private long[] numbers = new long[FIRST];
    private int[] starts = new int[FIRST];
    private int count;
    private int[] columns = new int[FIRST];
    private Content[] contents = new Content[FIRST];

    /// Numbers and flags; of texts and lists, where they stand among those.
    private long[] words = new long[FIRST];

    private int cells;
    private byte[][] texts = new byte[FIRST][];
    private int textCount;
    private final List<Value.Many> lists = new ArrayList<>();
    private long bytes;
    private int longestText;
    private int longestList;
    private boolean growing = true;
    private boolean flawed;

    /// What stands in a cell; said beside it, so that asking touches nothing else.
    private enum Content {
        TEXT,
        WHOLE,
        REAL,
        FLAG,
        LIST
    }

    /// Begins a row, of a number that no row of the table has, nor ever had.
    public ColumnRows begin(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
        }
        growing &= count == 0 || number > numbers[count - 1];
        numbers[count] = number;
        starts[count++] = cells;
        return this;
    }

    /// Gives the last row a text.
    ///
    /// @param column its place among those of the batch
    public ColumnRows add(int column, String text) {
        byte[] utf8 = utf8(text);
        bytes += utf8.length;
        if (textCount == texts.length) {
            texts = Arrays.copyOf(texts, 2 * textCount);
        }
        texts[textCount] = utf8;
        return add(column, Content.TEXT, textCount++);
    }

    /// Gives the last row a whole number.
    public ColumnRows add(int column, long whole) {
        bytes += Long.BYTES;
        return add(column, Content.WHOLE, whole);
    }

    /// Gives the last row a number, which is finite.
    public ColumnRows add(int column, double real) {
        bytes += Long.BYTES;
        flawed |= !Double.isFinite(real);
        return add(column, Content.REAL, Double.doubleToRawLongBits(real == 0 ? 0.0 : real));
    }

    /// Gives the last row a flag.
    public ColumnRows add(int column, boolean flag) {
        bytes += Long.BYTES;
        return add(column, Content.FLAG, flag ? 1 : 0);
    }

    /// Gives the last row a value, or none.
    public ColumnRows add(int column, Value value) {
        return switch (value) {
            case Value.Absent _ -> this;
            case Value.Text(var text) -> add(column, text);
            case Value.Whole(var whole) -> add(column, whole);
            case Value.Real(var real) -> add(column, real);
            case Value.Flag(var flag) -> add(column, flag);
            case Value.Many many -> add(column, many);
        };
    }

    private ColumnRows add(int column, Value.Many many) {
        longestList = Math.max(longestList, many.values().size());
        bytes += Long.BYTES;
        for (Value.Single value : many.values()) {
            bytes += value instanceof Value.Text(var text) ? utf8(text).length : Long.BYTES;
        }
        lists.add(many);
        return add(column, Content.LIST, lists.size() - 1);
    }

    private ColumnRows add(int column, Content content, long word) {
        if (cells == columns.length) {
            columns = Arrays.copyOf(columns, 2 * cells);
            words = Arrays.copyOf(words, 2 * cells);
            contents = Arrays.copyOf(contents, 2 * cells);
        }
        columns[cells] = column;
        words[cells] = word;
        contents[cells++] = content;
        return this;
    }

    private byte[] utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        longestText = Math.max(longestText, utf8.length);
        // Half a character becomes a question mark, so it is not ASCII that comes back.
        boolean ascii =
                utf8.length == text.length()
                        && new String(utf8, StandardCharsets.ISO_8859_1).equals(text);
        flawed |= text.indexOf('\0') >= 0 || !(ascii || UnicodeText.whole(text));
        return utf8;
    }

    /// How many rows there are.
    public int count() {
        return count;
    }

    /// How many values all rows have together.
    public int cells() {
        return cells;
    }

    /// The number of a row.
    public long number(int row) {
        return numbers[row];
    }

    /// The first cell of a row.
    public int first(int row) {
        return starts[row];
    }

    /// The cell behind the last one of a row.
    public int end(int row) {
        return row + 1 == count ? cells : starts[row + 1];
    }

    /// The place of the column of a cell.
    public int column(int cell) {
        return columns[cell];
    }

    /// The text of a cell in UTF-8; it is not written to.
    public byte[] text(int cell) {
        return texts[(int) words[cell]];
    }

    /// The whole number of a cell.
    public long whole(int cell) {
        return words[cell];
    }

    /// The number of a cell.
    public double real(int cell) {
        return Double.longBitsToDouble(words[cell]);
    }

    /// The flag of a cell.
    public boolean flag(int cell) {
        return words[cell] != 0;
    }

    /// The list of a cell.
    public List<Value.Single> list(int cell) {
        return lists.get((int) words[cell]).values();
    }

    /// What stands in a cell.
    public Value value(int cell) {
        return switch (contents[cell]) {
            case TEXT -> Value.of(new String(text(cell), StandardCharsets.UTF_8));
            case WHOLE -> Value.of(whole(cell));
            case REAL -> Value.of(real(cell));
            case FLAG -> Value.of(flag(cell));
            case LIST -> lists.get((int) words[cell]);
        };
    }

    /// The first cell that holds what its column does not take; behind the last one when none does.
    int misfit(List<Column> given) {
        Content[] taken = given.stream().map(ColumnRows::taken).toArray(Content[]::new);
        for (int cell = 0; cell < cells; cell++) {
            int column = columns[cell];
            boolean fits =
                    contents[cell] == taken[column]
                            && (taken[column] != Content.LIST
                                    || ColumnRules.takes(given.get(column), value(cell)));
            if (!fits) {
                return cell;
            }
        }
        return cells;
    }

    private static Content taken(Column column) {
        if (column.holds() == Column.Holds.MANY) {
            return Content.LIST;
        }
        return switch (column.kind()) {
            case TEXT -> Content.TEXT;
            case WHOLE -> Content.WHOLE;
            case REAL -> Content.REAL;
            case FLAG -> Content.FLAG;
        };
    }

    /// Of all values.
    long bytes() {
        return bytes;
    }

    /// In bytes.
    int longestText() {
        return longestText;
    }

    /// In values.
    int longestList() {
        return longestList;
    }

    /// Whether there is a value that a table must not have: a text with half a character or with
    /// U+0000, a number that is not finite.
    boolean flawed() {
        return flawed;
    }

    /// Whether no row is there twice.
    boolean distinct() {
        return growing || LongStream.of(numbers).limit(count).distinct().count() == count;
    }
}
