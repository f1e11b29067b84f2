package chancery.store;

import java.util.List;
import java.util.Optional;

/// Reads of a store. Arrays that come back belong to the caller. A read of a closing store throws
/// [StoreClosedException].
public interface Reader {
    /// The value under this key.
    Optional<byte[]> get(Key key);

    /// The values under these keys of one space, in their order.
    List<Optional<byte[]>> getAll(Space space, List<Key> keys);

    /// Walks a range; the caller closes the scan.
    Scan scan(Range range, Direction direction);

    /// Which way a scan goes.
    enum Direction {
        ASCENDING,
        DESCENDING
    }
}
