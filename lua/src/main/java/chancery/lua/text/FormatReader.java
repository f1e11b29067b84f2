package chancery.lua.text;

import chancery.lua.number.FormatItem;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

/// Reads one conversion of a format: first how far it goes, then, by the letter that ends it, what
/// may stand in it.
final class FormatReader {
    private static final int LENGTH_MAX = 22;
    private static final int DIGITS_MAX = 2;

    private final byte[] format;
    private final int from;
    private final int last;
    private int at;

    /// @param from index behind the percent sign
    FormatReader(byte[] format, int from) {
        this.format = format;
        this.from = from;
        int end = from;
        while (end < format.length && modifies(format[end])) {
            end++;
        }
        last = end;
        if (last + 1 - from >= LENGTH_MAX) {
            throw new LuaError("invalid format (too long)");
        }
    }

    /// The letter; 0 when the format ends before it.
    char conversion() {
        return last < format.length ? (char) (format[last] & 0xff) : 0;
    }

    /// Index behind the letter.
    int end() {
        return last + 1;
    }

    /// Whether the letter follows the percent sign at once.
    boolean bare() {
        return last == from;
    }

    /// The conversion with a precision, where only these flags are allowed.
    FormatItem item(int flagsAllowed) {
        FormatItem item = sized(flagsAllowed);
        int precision = -1;
        if (at < last && format[at] == '.') {
            at++;
            precision = number();
        }
        if (at != last) {
            throw invalid("invalid conversion specification: '", "'");
        }
        return new FormatItem(item.flags(), item.width(), precision, conversion());
    }

    /// The conversion without a precision, where only these flags are allowed.
    FormatItem itemWithoutPrecision(int flagsAllowed) {
        FormatItem item = sized(flagsAllowed);
        if (at != last) {
            throw invalid("invalid conversion specification: '", "'");
        }
        return item;
    }

    /// The error for a letter that converts nothing.
    LuaError unknown() {
        return invalid("invalid conversion '", "' to 'format'");
    }

    private FormatItem sized(int flagsAllowed) {
        at = from;
        int flags = 0;
        while (at < last && (FormatItem.flag(format[at]) & flagsAllowed) != 0) {
            flags |= FormatItem.flag(format[at++]);
        }
        int width = at < last && format[at] == '0' ? 0 : number();
        return new FormatItem(flags, width, -1, conversion());
    }

    private int number() {
        int number = 0;
        int end = Math.min(last, at + DIGITS_MAX);
        while (at < end && format[at] >= '0' && format[at] <= '9') {
            number = number * 10 + format[at++] - '0';
        }
        return number;
    }

    private LuaError invalid(String before, String behind) {
        int end = conversion() == 0 ? last : last + 1;
        LuaString text =
                LuaString.of(before + "%")
                        .with(LuaString.copyOf(format, from, end))
                        .with(LuaString.of(behind));
        return new LuaError(text, 1);
    }

    private static boolean modifies(byte character) {
        return FormatItem.flag(character) != 0
                || (character >= '0' && character <= '9')
                || character == '.';
    }
}
