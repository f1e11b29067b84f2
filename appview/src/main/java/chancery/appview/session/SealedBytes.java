package chancery.appview.session;

import chancery.atproto.data.Value;

import java.util.Optional;

/// Sealed values in rows.
final class SealedBytes {
    private SealedBytes() {}

    /// The bytes under this name.
    static Optional<byte[]> of(Value.Map row, String name) {
        return row.find(name)
                .map(
                        value -> {
                            if (value instanceof Value.Bytes bytes) {
                                return bytes.toArray();
                            }
                            throw new IllegalStateException("a row has no bytes under " + name);
                        });
    }
}
