package chancery.atproto.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// RFC 4648 base32, lower case, without padding, as multibase `b` and did:plc use it.
public final class Base32 {
    private static final byte[] ALPHABET =
            "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = digits();

    private Base32() {}

    /// The text of these bytes.
    public static String encode(byte[] bytes) {
        byte[] out = new byte[(bytes.length * 8 + 4) / 5];
        int at = 0;
        int bits = 0;
        int value = 0;
        for (byte b : bytes) {
            value = ((value << 8) | (b & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out[at++] = ALPHABET[(value >> bits) & 31];
            }
        }
        if (bits > 0) {
            out[at] = ALPHABET[(value << (5 - bits)) & 31];
        }
        return new String(out, StandardCharsets.US_ASCII);
    }

    /// The bytes of this text; refuses other characters, impossible lengths and stray bits at the
    /// end.
    public static byte[] decode(String text) {
        byte[] out = new byte[text.length() * 5 / 8];
        int at = 0;
        int bits = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? DIGITS[c] : -1;
            if (digit < 0) {
                throw SyntaxException.of("base32", text);
            }
            value = ((value << 5) | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (value >> bits);
            }
        }
        if (bits >= 5 || (value & ((1 << bits) - 1)) != 0) {
            throw SyntaxException.of("base32", text);
        }
        return out;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            digits[ALPHABET[i]] = (byte) i;
        }
        return digits;
    }
}
