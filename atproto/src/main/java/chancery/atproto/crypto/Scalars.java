package chancery.atproto.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/// Numbers of 32 bytes, big-endian, as signatures and secrets hold them.
final class Scalars {
    static final int BYTES = 32;

    private Scalars() {}

    static BigInteger read(byte[] bytes, int offset) {
        return new BigInteger(1, bytes, offset, BYTES);
    }

    /// Writes a number below 2^256 at `offset`.
    static void write(BigInteger number, byte[] out, int offset) {
        byte[] signed = number.toByteArray();
        int length = Math.min(signed.length, BYTES);
        Arrays.fill(out, offset, offset + BYTES - length, (byte) 0);
        System.arraycopy(signed, signed.length - length, out, offset + BYTES - length, length);
    }
}
