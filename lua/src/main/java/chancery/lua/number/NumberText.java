package chancery.lua.number;

import java.nio.charset.StandardCharsets;

/// Writes numbers as `tostring` does.
public final class NumberText {
    private NumberText() {}

    /// Decimal digits with a sign when negative.
    public static byte[] of(long value) {
        return Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// As `%.14g`, with `.0` behind when it would read as an integer.
    public static byte[] of(double value) {
        return Double.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    }
}
