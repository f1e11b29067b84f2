package chancery.store;

import java.time.Duration;
import java.util.Optional;

/// A named right held by one node until a time. The token grows with each holder and goes as a
/// condition into the holder's batches, so that a late holder cannot write.
public interface Lease {
    /// Takes or renews the lease; empty while another node holds it.
    Optional<Long> acquire(String name, Duration time);

    /// Gives the lease back when `token` is the current one.
    void release(String name, long token);
}
