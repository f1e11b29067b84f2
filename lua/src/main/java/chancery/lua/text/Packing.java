package chancery.lua.text;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

/// One run of `string.pack`, and `string.packsize`.
final class Packing {
    private static final long SIZE_MAX = Integer.MAX_VALUE;
    private static final byte[] ZEROS = new byte[256];

    private final State state;
    private final Arguments given;
    private final LuaBuffer result;
    private final PackFormat format;
    private int argument = 1;

    private Packing(State state, Arguments given) {
        this.state = state;
        this.given = given;
        result = new LuaBuffer(state.budget());
        format = new PackFormat(state, given);
    }

    static void addTo(Functions functions) {
        functions
                .add("pack", (state, given) -> new Packing(state, given).all())
                .add("packsize", Packing::size)
                .add("unpack", Unpacking::unpack);
    }

    private static Object size(State state, Arguments given) {
        PackFormat format = new PackFormat(state, given);
        long total = 0;
        while (format.next(total)) {
            switch (format.kind()) {
                case STRING, ZERO_ENDED -> throw given.wrong(1, "variable-length format");
                case INTEGER, UNSIGNED, FLOAT, DOUBLE, CHARACTERS, PADDING, NOTHING ->
                        total += format.padding() + (long) format.size();
            }
            if (total > SIZE_MAX) {
                throw given.wrong(1, "format result too large");
            }
        }
        return total;
    }

    private LuaString all() {
        while (format.next(result.length())) {
            zeros(format.padding());
            switch (format.kind()) {
                case INTEGER -> integer();
                case UNSIGNED -> unsigned();
                case FLOAT -> bytes(Float.floatToRawIntBits((float) real()), 0);
                case DOUBLE -> bytes(Double.doubleToRawLongBits(real()), 0);
                case CHARACTERS -> characters();
                case STRING -> string();
                case ZERO_ENDED -> zeroEnded();
                case PADDING -> zeros(1);
                case NOTHING -> {}
            }
        }
        return result.toText();
    }

    private void integer() {
        long value = nextInteger();
        int bits = format.size() * Byte.SIZE;
        if (bits < Long.SIZE && value << -bits >> -bits != value) {
            throw given.wrong(argument, "integer overflow");
        }
        bytes(value, value < 0 ? 0xff : 0);
    }

    private void unsigned() {
        long value = nextInteger();
        int bits = format.size() * Byte.SIZE;
        if (bits < Long.SIZE && value >>> bits != 0) {
            throw given.wrong(argument, "unsigned overflow");
        }
        bytes(value, 0);
    }

    private void characters() {
        LuaString text = nextText();
        if (text.length() > format.size()) {
            throw given.wrong(argument, "string longer than given size");
        }
        result.add(text);
        zeros(format.size() - text.length());
    }

    private void string() {
        LuaString text = nextText();
        int bits = format.size() * Byte.SIZE;
        if (bits < Long.SIZE && (long) text.length() >>> bits != 0) {
            throw given.wrong(argument, "string length does not fit in given size");
        }
        bytes(text.length(), 0);
        result.add(text);
    }

    private void zeroEnded() {
        LuaString text = nextText();
        if (PlainText.containsZero(state.budget(), text.bytes(), 0)) {
            throw given.wrong(argument, "string contains zeros");
        }
        result.add(text).add(0);
    }

    /// Puts a number behind in as many bytes as the option has; the filler goes beyond eight.
    private void bytes(long value, int filler) {
        int size = format.size();
        for (int i = 0; i < size; i++) {
            int place = format.littleEndian() ? i : size - 1 - i;
            result.add(place < Long.BYTES ? (int) (value >>> (place * Byte.SIZE)) : filler);
        }
    }

    private void zeros(int count) {
        int left = count;
        while (left > 0) {
            int some = Math.min(left, ZEROS.length);
            result.add(ZEROS, 0, some);
            left -= some;
        }
    }

    private long nextInteger() {
        require("number");
        return given.integer(argument);
    }

    private double real() {
        require("number");
        return given.real(argument);
    }

    private LuaString nextText() {
        require("string");
        return given.text(argument);
    }

    /// Goes on to the next argument. A missing one counts as nil here, as in Lua.
    private void require(String type) {
        argument++;
        if (argument > given.count()) {
            throw given.wrong(argument, type + " expected, got nil");
        }
    }
}
