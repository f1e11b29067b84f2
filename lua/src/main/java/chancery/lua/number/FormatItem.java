package chancery.lua.number;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One conversion of a `printf` format, as `%-08.3f`.
///
/// @param flags of [#LEFT] and its neighbours
/// @param width characters at least
/// @param precision negative when none was given
/// @param conversion the letter
public record FormatItem(int flags, int width, int precision, char conversion) {
    /// `-`: fill at the right.
    public static final int LEFT = 1;

    /// `+`: a sign before positive numbers, too.
    public static final int PLUS = 2;

    /// A space before positive numbers.
    public static final int SPACE = 4;

    /// `#`: the alternative form.
    public static final int ALTERNATIVE = 8;

    /// `0`: fill with zeros.
    public static final int ZERO = 16;

    /// The flag of a character; 0 when it is none.
    public static int flag(int character) {
        return switch (character) {
            case '-' -> LEFT;
            case '+' -> PLUS;
            case ' ' -> SPACE;
            case '#' -> ALTERNATIVE;
            case '0' -> ZERO;
            default -> 0;
        };
    }

    /// Whether a flag is set.
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// Whether the letter is a capital, and so all letters of the text.
    boolean capital() {
        return conversion < 'a';
    }

    /// The sign of a number as the flags want it.
    String sign(boolean negative) {
        if (negative) {
            return "-";
        }
        if (has(PLUS)) {
            return "+";
        }
        return has(SPACE) ? " " : "";
    }

    /// Bytes of a text, filled up to the width with spaces.
    public byte[] padded(byte[] text) {
        int missing = width - text.length;
        if (missing <= 0) {
            return text;
        }
        byte[] padded = new byte[width];
        int at = has(LEFT) ? 0 : missing;
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(text, 0, padded, at, text.length);
        return padded;
    }

    /// A number filled up to the width, by zeros behind its sign when the flag asks.
    byte[] laidOut(String sign, String digits) {
        int missing = width - sign.length() - digits.length();
        String zeros = has(ZERO) && !has(LEFT) && missing > 0 ? "0".repeat(missing) : "";
        return padded((sign + zeros + digits).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The same without filling by zeros.
    FormatItem withoutZeros() {
        return new FormatItem(flags & ~ZERO, width, precision, conversion);
    }
}
