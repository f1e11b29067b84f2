package chancery.lua.text;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

/// Reads the format of `string.pack` and its kin option by option (manual 6.4.2).
final class PackFormat {
    private static final int INTEGER_BYTES_MAX = 16;
    private static final int NATIVE_ALIGNMENT = 8;
    private static final int NO_NUMBER = -1;

    /// A number that another digit could push beyond what C's `int` holds.
    private static final int LAST_EXTENSIBLE = (Integer.MAX_VALUE - 9) / 10;

    /// What an option stands for.
    enum Kind {
        INTEGER,
        UNSIGNED,
        FLOAT,
        DOUBLE,
        CHARACTERS,
        STRING,
        ZERO_ENDED,
        PADDING,
        NOTHING
    }

    private final Arguments given;
    private final byte[] text;
    private int at;
    private boolean littleEndian = true;
    private int alignmentMax = 1;
    private Kind kind = Kind.NOTHING;
    private int size;
    private int padding;

    /// The format that is the first argument.
    PackFormat(State state, Arguments given) {
        this.given = given;
        text = given.text(1).bytes();
        state.budget().steps(text.length);
    }

    /// Reads the next option; false at the end.
    ///
    /// @param offset of what it stands for, for alignment
    boolean next(long offset) {
        if (ended()) {
            return false;
        }
        boolean alignment = text[at] == 'X';
        option();
        int aligned = alignment ? alignmentOfNext() : size;
        padding = 0;
        if (aligned > 1 && kind != Kind.CHARACTERS) {
            int unit = Math.min(aligned, alignmentMax);
            if ((unit & (unit - 1)) != 0) {
                throw given.wrong(1, "format asks for alignment not power of 2");
            }
            padding = (int) (-offset & (unit - 1));
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /// Bytes of what the option stands for, or of the length in front of it.
    int size() {
        return size;
    }

    /// Bytes to leave before it.
    int padding() {
        return padding;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    private boolean ended() {
        return at >= text.length || text[at] == 0;
    }

    /// Reads the option behind `X`, which lends it its alignment alone.
    private int alignmentOfNext() {
        if (ended()) {
            throw noAlignment();
        }
        option();
        int aligned = size;
        if (kind == Kind.CHARACTERS || aligned == 0) {
            throw noAlignment();
        }
        kind = Kind.NOTHING;
        size = 0;
        return aligned;
    }

    private RuntimeException noAlignment() {
        return given.wrong(1, "invalid next option for option 'X'");
    }

    private void option() {
        int letter = text[at++] & 0xff;
        switch (letter) {
            case 'b' -> set(Kind.INTEGER, 1);
            case 'B' -> set(Kind.UNSIGNED, 1);
            case 'h' -> set(Kind.INTEGER, 2);
            case 'H' -> set(Kind.UNSIGNED, 2);
            case 'i' -> set(Kind.INTEGER, integerSize(4));
            case 'I' -> set(Kind.UNSIGNED, integerSize(4));
            case 'l', 'j' -> set(Kind.INTEGER, 8);
            case 'L', 'J', 'T' -> set(Kind.UNSIGNED, 8);
            case 'f' -> set(Kind.FLOAT, 4);
            case 'd', 'n' -> set(Kind.DOUBLE, 8);
            case 's' -> set(Kind.STRING, integerSize(8));
            case 'c' -> set(Kind.CHARACTERS, characters());
            case 'z' -> set(Kind.ZERO_ENDED, 0);
            case 'x' -> set(Kind.PADDING, 1);
            default -> setting(letter);
        }
    }

    /// An option that stands for nothing itself.
    private void setting(int letter) {
        set(Kind.NOTHING, 0);
        switch (letter) {
            case ' ', 'X' -> {}
            case '<', '=' -> littleEndian = true;
            case '>' -> littleEndian = false;
            case '!' -> alignmentMax = integerSize(NATIVE_ALIGNMENT);
            default -> {
                LuaString message =
                        LuaString.of("invalid format option '")
                                .with(LuaString.owning(new byte[] {(byte) letter}))
                                .with(LuaString.of("'"));
                throw new LuaError(message, 1);
            }
        }
    }

    private void set(Kind to, int bytes) {
        kind = to;
        size = bytes;
    }

    private int characters() {
        int count = number();
        if (count == NO_NUMBER) {
            throw new LuaError("missing size for format option 'c'");
        }
        return count;
    }

    private int integerSize(int otherwise) {
        int number = number();
        int bytes = number == NO_NUMBER ? otherwise : number;
        if (bytes < 1 || bytes > INTEGER_BYTES_MAX) {
            throw new LuaError(
                    "integral size (%d) out of limits [1,%d]".formatted(bytes, INTEGER_BYTES_MAX));
        }
        return bytes;
    }

    private int number() {
        if (!digit()) {
            return NO_NUMBER;
        }
        int number = 0;
        do {
            number = number * 10 + text[at++] - '0';
        } while (digit() && number <= LAST_EXTENSIBLE);
        return number;
    }

    private boolean digit() {
        return at < text.length && text[at] >= '0' && text[at] <= '9';
    }
}
