package chancery.lua.text;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import java.util.ArrayList;
import java.util.List;

/// One run of `string.unpack`.
final class Unpacking {
    private static final int RESULT_BYTES = 32;

    private final State state;
    private final Arguments given;
    private final PackFormat format;
    private final LuaString text;
    private final List<Object> values = new ArrayList<>();
    private int at;

    private Unpacking(State state, Arguments given) {
        this.state = state;
        this.given = given;
        format = new PackFormat(state, given);
        text = given.text(2);
        long from = Places.initial(given, 3, text.length());
        if (from > text.length()) {
            throw given.wrong(3, "initial position out of string");
        }
        at = (int) from;
    }

    static Object unpack(State state, Arguments given) {
        return new Unpacking(state, given).all();
    }

    private Object[] all() {
        while (format.next(at)) {
            if (format.padding() + (long) format.size() > text.length() - at) {
                throw tooShort();
            }
            at += format.padding();
            switch (format.kind()) {
                case INTEGER -> add(integer(format.size(), true));
                case UNSIGNED -> add(integer(format.size(), false));
                case FLOAT -> add((double) Float.intBitsToFloat((int) integer(4, false)));
                case DOUBLE -> add(Double.longBitsToDouble(integer(8, false)));
                case CHARACTERS -> add(slice(at, at + format.size()));
                case STRING -> string();
                case ZERO_ENDED -> zeroEnded();
                case PADDING, NOTHING -> {}
            }
            at += format.size();
        }
        add(at + 1L);
        return values.toArray();
    }

    private void add(Object value) {
        if (values.size() >= StringLibrary.RESULTS_MAX) {
            throw new LuaError("stack overflow (too many results)");
        }
        state.budget().step();
        state.budget().allocate(RESULT_BYTES);
        values.add(value);
    }

    private void string() {
        long length = integer(format.size(), false);
        int from = at + format.size();
        if (Long.compareUnsigned(length, text.length() - from) > 0) {
            throw tooShort();
        }
        int end = from + (int) length;
        add(slice(from, end));
        at += (int) length;
    }

    private void zeroEnded() {
        int end = PlainText.zeroAt(state.budget(), text.bytes(), at);
        if (end < 0) {
            throw given.wrong(2, "unfinished string for format 'z'");
        }
        add(slice(at, end));
        at = end + 1;
    }

    private LuaString slice(int from, int to) {
        return StringLibrary.slice(state, text, from, to);
    }

    /// The number in the next bytes, which need not be more than eight.
    private long integer(int size, boolean signed) {
        long value = 0;
        for (int place = Math.min(size, Long.BYTES) - 1; place >= 0; place--) {
            value = value << Byte.SIZE | digit(place, size);
        }
        if (size < Long.BYTES) {
            int unused = Long.SIZE - size * Byte.SIZE;
            return signed ? value << unused >> unused : value;
        }
        int filler = signed && value < 0 ? 0xff : 0;
        for (int place = Long.BYTES; place < size; place++) {
            if (digit(place, size) != filler) {
                throw new LuaError(size + "-byte integer does not fit into Lua Integer");
            }
        }
        return value;
    }

    /// A byte of the number by its weight, the lowest at 0.
    private int digit(int place, int size) {
        return text.at(format.littleEndian() ? at + place : at + size - 1 - place);
    }

    private LuaError tooShort() {
        return given.wrong(2, "data string too short");
    }
}
