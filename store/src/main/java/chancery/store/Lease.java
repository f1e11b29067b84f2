package chancery.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// A named right held by one node until a time. The token grows with each holder and goes as a
/// condition into the holder's batches, so that a late holder cannot write.
public interface Lease {
    /// The row of a lease, for `requireEqual` with [#value]; it lies in a partition of its own.
    static Key key(String name) {
        return new Partition("lease:" + name).key(Space.META, "token");
    }

    /// A token as it lies in the row: 8 bytes, big-endian.
    static byte[] value(long token) {
        return ByteBuffer.allocate(Long.BYTES).putLong(token).array();
    }

    /// Takes or renews the lease; empty while another node holds it.
    Optional<Long> acquire(String name, Duration time);

    /// Gives the lease back when `token` is the current one.
    void release(String name, long token);
}
