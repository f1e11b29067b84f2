package chancery.lua.text;

import chancery.lua.number.FloatFormat;
import chancery.lua.number.FormatItem;
import chancery.lua.number.IntegerFormat;
import chancery.lua.number.NumberText;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One run of `string.format`.
final class Formatting {
    private static final int ALL_FLAGS =
            FormatItem.LEFT
                    | FormatItem.PLUS
                    | FormatItem.SPACE
                    | FormatItem.ALTERNATIVE
                    | FormatItem.ZERO;
    private static final int SIGNED_FLAGS = ALL_FLAGS & ~FormatItem.ALTERNATIVE;
    private static final int UNSIGNED_FLAGS = FormatItem.LEFT | FormatItem.ZERO;
    private static final int BASE_FLAGS = UNSIGNED_FLAGS | FormatItem.ALTERNATIVE;

    /// Texts as long as this are not filled up, and not cut unless a precision is given.
    private static final int LONG_TEXT = 100;

    private static final int STEPS = 4;
    private static final int FLOAT_STEPS = 16;

    /// For floats whose digits need arithmetic without bounds.
    private static final int EXACT_STEPS = 500;

    private static final int SHORT_PRECISION = 15;
    private static final double LARGE = 1e15;

    private final State state;
    private final Arguments given;
    private final LuaBuffer result;

    private Formatting(State state, Arguments given) {
        this.state = state;
        this.given = given;
        result = new LuaBuffer(state.budget());
    }

    static Object format(State state, Arguments given) {
        return new Formatting(state, given).all(given.text(1).bytes());
    }

    private LuaString all(byte[] format) {
        int argument = 1;
        int copied = 0;
        int at = 0;
        state.budget().steps(format.length / STEPS);
        while (at < format.length) {
            if (format[at++] != '%') {
                continue;
            }
            if (at < format.length && format[at] == '%') {
                result.add(format, copied, at);
                at++;
            } else {
                result.add(format, copied, at - 1);
                at = convert(format, at, ++argument);
            }
            copied = at;
        }
        result.add(format, copied, format.length);
        return result.toText();
    }

    /// Writes an argument as the conversion at an index asks; answers the index behind it.
    private int convert(byte[] format, int at, int argument) {
        state.budget().steps(STEPS);
        if (argument > given.count()) {
            throw given.wrong(argument, "no value");
        }
        FormatReader reader = new FormatReader(format, at);
        switch (reader.conversion()) {
            case 'd', 'i' -> integer(reader, argument, SIGNED_FLAGS);
            case 'u' -> integer(reader, argument, UNSIGNED_FLAGS);
            case 'o', 'x', 'X' -> integer(reader, argument, BASE_FLAGS);
            case 'a', 'A', 'e', 'E', 'f', 'g', 'G' -> real(reader, argument);
            case 'c' -> character(reader, argument);
            case 's' -> text(reader, argument);
            case 'p' -> pointer(reader, argument);
            case 'q' -> literal(reader, argument);
            default -> throw reader.unknown();
        }
        return reader.end();
    }

    private void integer(FormatReader reader, int argument, int flags) {
        long value = given.integer(argument);
        FormatItem item = reader.item(flags);
        boolean usual = reader.bare() && (item.conversion() == 'd' || item.conversion() == 'i');
        add(usual ? NumberText.of(value) : IntegerFormat.of(item, value));
    }

    private void real(FormatReader reader, int argument) {
        double value = given.real(argument);
        FormatItem item = reader.item(ALL_FLAGS);
        boolean exact =
                item.precision() > SHORT_PRECISION
                        || (item.conversion() == 'f' && Math.abs(value) >= LARGE);
        state.budget().steps(exact ? EXACT_STEPS : FLOAT_STEPS);
        add(FloatFormat.of(item, value));
    }

    private void character(FormatReader reader, int argument) {
        FormatItem item = reader.itemWithoutPrecision(FormatItem.LEFT);
        add(item.padded(new byte[] {(byte) given.integer(argument)}));
    }

    private void text(FormatReader reader, int argument) {
        LuaString text = Showing.text(state, given.get(argument));
        if (reader.bare()) {
            result.add(text);
            return;
        }
        if (PlainText.containsZero(state.budget(), text.bytes(), 0)) {
            throw given.wrong(argument, "string contains zeros");
        }
        FormatItem item = reader.item(FormatItem.LEFT);
        if (item.precision() < 0 && text.length() >= LONG_TEXT) {
            result.add(text);
        } else if (item.precision() < 0 || item.precision() >= text.length()) {
            add(item.padded(text.bytes()));
        } else {
            add(item.padded(Arrays.copyOf(text.bytes(), item.precision())));
        }
    }

    private void pointer(FormatReader reader, int argument) {
        FormatItem item = reader.itemWithoutPrecision(FormatItem.LEFT);
        String text = Showing.address(state, given.get(argument));
        add(item.padded(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void literal(FormatReader reader, int argument) {
        if (!reader.bare()) {
            throw new LuaError("specifier '%q' cannot have modifiers");
        }
        if (!Literals.add(state.budget(), result, given.get(argument))) {
            throw given.wrong(argument, "value has no literal form");
        }
    }

    private void add(byte[] text) {
        result.add(text, 0, text.length);
    }
}
