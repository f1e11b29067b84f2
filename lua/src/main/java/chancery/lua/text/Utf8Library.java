package chancery.lua.text;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The functions of `utf8` (manual 6.5).
public final class Utf8Library {
    private static final String INVALID = "invalid UTF-8 code";
    private static final int RESULT_BYTES = 32;

    private static final LuaString CHARACTER_PATTERN =
            LuaString.owning(
                    "[\0-\u007f\u00c2-\u00fd][\u0080-\u00bf]*"
                            .getBytes(StandardCharsets.ISO_8859_1));

    private static final Builtin STRICT_STEP =
            new Builtin("utf8.codes", (state, given) -> step(state, given, false));
    private static final Builtin LAX_STEP =
            new Builtin("utf8.codes", (state, given) -> step(state, given, true));

    private Utf8Library() {}

    /// Names and values of the library.
    public static Map<String, Object> fields() {
        return new Functions("utf8.")
                .set("charpattern", CHARACTER_PATTERN)
                .add("char", Utf8Library::characters)
                .add("codepoint", Utf8Library::codepoint)
                .add("codes", Utf8Library::codes)
                .add("len", Utf8Library::length)
                .add("offset", Utf8Library::offset)
                .fields();
    }

    private static Object characters(State state, Arguments given) {
        LuaBuffer result = new LuaBuffer(state.budget());
        for (int i = 1; i <= given.count(); i++) {
            long code = given.integer(i);
            if (code < 0 || code > Utf8Code.MAX) {
                throw given.wrong(i, "value out of range");
            }
            state.budget().step();
            byte[] bytes = Utf8Code.encode(code);
            result.add(bytes, 0, bytes.length);
        }
        return result.toText();
    }

    private static Object codepoint(State state, Arguments given) {
        LuaString text = given.text(1);
        long from = place(given.integer(2, 1), text.length());
        long to = place(given.integer(3, from), text.length());
        boolean lax = Values.truth(given.get(4));
        if (from < 1) {
            throw given.wrong(2, "out of bounds");
        }
        if (to > text.length()) {
            throw given.wrong(3, "out of bounds");
        }
        if (to - from >= StringLibrary.RESULTS_MAX) {
            throw new LuaError("stack overflow (string slice too long)");
        }
        List<Object> codes = new ArrayList<>();
        int at = (int) from - 1;
        while (at < to) {
            state.budget().step();
            state.budget().allocate(RESULT_BYTES);
            long decoded = decode(text, at, lax);
            if (decoded == Utf8Code.INVALID) {
                throw new LuaError(INVALID);
            }
            codes.add(decoded & 0xffff_ffffL);
            at += (int) (decoded >> 32);
        }
        return codes.toArray();
    }

    private static Object codes(State state, Arguments given) {
        LuaString text = given.text(1);
        return new Object[] {Values.truth(given.get(2)) ? LAX_STEP : STRICT_STEP, text, 0L};
    }

    /// The character behind the one at a place.
    private static Object step(State state, Arguments given, boolean lax) {
        LuaString text = given.text(1);
        Long last = Coercion.toInteger(state.budget(), given.get(2));
        long at = last == null ? 0 : last;
        if (at < 0) {
            return Values.none();
        }
        while (Utf8Code.continues(text.bytes(), at)) {
            state.budget().step();
            at++;
        }
        if (at >= text.length()) {
            return Values.none();
        }
        long decoded = decode(text, (int) at, lax);
        if (decoded == Utf8Code.INVALID) {
            throw new LuaError(INVALID);
        }
        return new Object[] {at + 1, decoded & 0xffff_ffffL};
    }

    private static Object length(State state, Arguments given) {
        LuaString text = given.text(1);
        long from = place(given.integer(2, 1), text.length());
        long to = place(given.integer(3, -1), text.length());
        boolean lax = Values.truth(given.get(4));
        if (from < 1 || from > text.length() + 1L) {
            throw given.wrong(2, "initial position out of bounds");
        }
        if (to > text.length()) {
            throw given.wrong(3, "final position out of bounds");
        }
        long count = 0;
        int at = (int) from - 1;
        while (at < to) {
            state.budget().step();
            long decoded = decode(text, at, lax);
            if (decoded == Utf8Code.INVALID) {
                return new Object[] {NIL, at + 1L};
            }
            at += (int) (decoded >> 32);
            count++;
        }
        return count;
    }

    private static Object offset(State state, Arguments given) {
        LuaString text = given.text(1);
        long count = given.integer(2);
        long start = count >= 0 ? 1 : text.length() + 1L;
        long from = place(given.integer(3, start), text.length());
        if (from < 1 || from > text.length() + 1L) {
            throw given.wrong(3, "position out of bounds");
        }
        long at = from - 1;
        if (count == 0) {
            return beginning(state, text.bytes(), at) + 1;
        }
        if (Utf8Code.continues(text.bytes(), at)) {
            throw new LuaError("initial position is a continuation byte");
        }
        return count < 0 ? back(state, text.bytes(), at, count) : on(state, text, at, count);
    }

    /// Where the character begins that a byte is of.
    private static long beginning(State state, byte[] bytes, long from) {
        long at = from;
        while (at > 0 && Utf8Code.continues(bytes, at)) {
            state.budget().step();
            at--;
        }
        return at;
    }

    private static Object back(State state, byte[] bytes, long from, long count) {
        long at = from;
        long left = count;
        while (left < 0 && at > 0) {
            state.budget().step();
            at = beginning(state, bytes, at - 1);
            left++;
        }
        return left == 0 ? (Object) (at + 1) : NIL;
    }

    private static Object on(State state, LuaString text, long from, long count) {
        long at = from;
        long left = count - 1;
        while (left > 0 && at < text.length()) {
            do {
                state.budget().step();
                at++;
            } while (Utf8Code.continues(text.bytes(), at));
            left--;
        }
        return left == 0 ? (Object) (at + 1) : NIL;
    }

    private static long decode(LuaString text, int at, boolean lax) {
        return lax ? Utf8Code.decode(text.bytes(), at) : Utf8Code.decodeStrictly(text.bytes(), at);
    }

    /// A place from the end becomes one from the start; 0 when it is before that.
    private static long place(long place, long length) {
        if (place >= 0) {
            return place;
        }
        return -place > length || place == Long.MIN_VALUE ? 0 : length + place + 1;
    }
}
