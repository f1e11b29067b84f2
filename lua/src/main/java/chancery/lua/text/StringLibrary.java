package chancery.lua.text;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Arrays;
import java.util.Map;

/// The functions of `string` (manual 6.4), of which patterns, formats and binary layouts are
/// elsewhere.
public final class StringLibrary {
    private static final int BYTES_PER_STEP = 16;

    /// Lua's own stack holds no more.
    static final long RESULTS_MAX = 999_900;

    /// No array of Java's is longer.
    private static final long LENGTH_MAX = Integer.MAX_VALUE - 16;

    private StringLibrary() {}

    /// Names and values of the library.
    public static Map<String, Object> fields() {
        Functions functions =
                new Functions("string.")
                        .add("byte", StringLibrary::bytes)
                        .add("char", StringLibrary::characters)
                        .add("dump", StringLibrary::dump)
                        .add("len", (_, given) -> (long) given.text(1).length())
                        .add("lower", StringLibrary::lower)
                        .add("rep", StringLibrary::repeat)
                        .add("reverse", StringLibrary::reverse)
                        .add("sub", StringLibrary::part)
                        .add("upper", StringLibrary::upper)
                        .add("format", Formatting::format);
        PatternFunctions.addTo(functions);
        Packing.addTo(functions);
        return functions.fields();
    }

    private static Object bytes(State state, Arguments given) {
        LuaString text = given.text(1);
        long first = given.integer(2, 1);
        long from = Places.start(first, text.length());
        long to = Places.end(given.integer(3, first), text.length());
        long count = to - from + 1;
        if (count == 1) {
            return (long) text.at((int) from - 1);
        }
        if (count <= 0) {
            return Values.none();
        }
        if (count > RESULTS_MAX) {
            throw new LuaError("stack overflow (string slice too long)");
        }
        state.budget().allocate(16 + 8 * count);
        state.budget().steps(count);
        Object[] values = new Object[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) text.at((int) from - 1 + i);
        }
        return values;
    }

    private static Object characters(State state, Arguments given) {
        int count = given.count();
        state.budget().allocate(LuaString.cost(count));
        state.budget().steps(count);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            long code = given.integer(i + 1);
            if (code < 0 || code > 255) {
                throw given.wrong(i + 1, "value out of range");
            }
            bytes[i] = (byte) code;
        }
        return LuaString.owning(bytes);
    }

    private static Object dump(State state, Arguments given) {
        given.function(1);
        throw new LuaError("unable to dump given function");
    }

    private static Object lower(State state, Arguments given) {
        byte[] bytes = copy(state, given.text(1));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                bytes[i] |= 0x20;
            }
        }
        return LuaString.owning(bytes);
    }

    private static Object upper(State state, Arguments given) {
        byte[] bytes = copy(state, given.text(1));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                bytes[i] &= 0x5f;
            }
        }
        return LuaString.owning(bytes);
    }

    private static Object reverse(State state, Arguments given) {
        LuaString text = given.text(1);
        byte[] bytes = copy(state, text);
        int last = bytes.length - 1;
        for (int i = 0; i <= last; i++) {
            bytes[i] = (byte) text.at(last - i);
        }
        return LuaString.owning(bytes);
    }

    /// Bytes to change, charged as changed one by one.
    private static byte[] copy(State state, LuaString text) {
        state.budget().allocate(LuaString.cost(text.length()));
        state.budget().steps(text.length() / (BYTES_PER_STEP / 2));
        return text.bytes().clone();
    }

    private static Object part(State state, Arguments given) {
        LuaString text = given.text(1);
        long from = Places.start(given.integer(2), text.length());
        long to = Places.end(given.integer(3, -1), text.length());
        if (from > to) {
            return LuaString.EMPTY;
        }
        return slice(state, text, (int) from - 1, (int) to);
    }

    /// Part of a text, charged.
    static LuaString slice(State state, LuaString text, int from, int to) {
        state.budget().allocate(LuaString.cost(to - from));
        state.budget().steps((to - from) / BYTES_PER_STEP);
        return text.slice(from, to);
    }

    private static Object repeat(State state, Arguments given) {
        LuaString text = given.text(1);
        long count = given.integer(2);
        LuaString separator = given.text(3, LuaString.EMPTY);
        long unit = (long) text.length() + separator.length();
        if (count <= 0 || unit == 0) {
            return LuaString.EMPTY;
        }
        if (unit > LENGTH_MAX / count) {
            throw new LuaError("resulting string too large");
        }
        long length = unit * count - separator.length();
        state.budget().allocate(LuaString.cost(length));
        state.budget().steps(length / BYTES_PER_STEP);
        return LuaString.owning(repeated(text, separator, (int) length));
    }

    /// Copies what is there already behind itself, twice as much each time.
    private static byte[] repeated(LuaString text, LuaString separator, int length) {
        byte[] bytes = Arrays.copyOf(text.bytes(), length);
        int done = text.length();
        int unit = done + separator.length();
        if (done < length) {
            System.arraycopy(separator.bytes(), 0, bytes, done, separator.length());
            done = unit;
        }
        while (done < length) {
            int copied = Math.min(done, length - done);
            System.arraycopy(bytes, 0, bytes, done, copied);
            done += copied;
        }
        return bytes;
    }
}
