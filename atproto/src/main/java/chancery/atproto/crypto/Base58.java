package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

import java.math.BigInteger;

/// Base58 in Bitcoin's alphabet, as multibase `z` uses it. Its time grows with the square of the
/// length, so both directions stop at lengths above those of keys.
final class Base58 {
    static final int TEXT_MAX = 128;
    static final int BYTES_MAX = 93;

    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(58);

    private Base58() {}

    /// The text of at most 93 bytes.
    static String encode(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(bytes.length + " bytes");
        }
        StringBuilder reversed = new StringBuilder();
        BigInteger number = new BigInteger(1, bytes);
        while (number.signum() > 0) {
            BigInteger[] parts = number.divideAndRemainder(RADIX);
            reversed.append(ALPHABET.charAt(parts[1].intValue()));
            number = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            reversed.append(ALPHABET.charAt(0));
        }
        return reversed.reverse().toString();
    }

    /// The bytes of at most 128 characters.
    static byte[] decode(String text) {
        if (text.length() > TEXT_MAX) {
            throw SyntaxException.of("base58", text);
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == ALPHABET.charAt(0)) {
            zeros++;
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = zeros; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw SyntaxException.of("base58", text);
            }
            number = number.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = new byte[(number.bitLength() + 7) / 8];
        byte[] signed = number.toByteArray();
        System.arraycopy(signed, signed.length - magnitude.length, magnitude, 0, magnitude.length);
        byte[] out = new byte[zeros + magnitude.length];
        System.arraycopy(magnitude, 0, out, zeros, magnitude.length);
        return out;
    }
}
