package chancery.streams.indexed;

import chancery.streams.name.StreamId;

import java.util.Locale;
import java.util.Optional;

/// How types of records are called as streams and containers.
final class StreamNames {
    private static final int LENGTH_MAX = 100;

    private StreamNames() {}

    /// `at-`, then the name with dots as `_` and each capital as `-` and its small letter; empty
    /// when that is longer than the name of a stream may be.
    static Optional<StreamId> of(String nsid) {
        StringBuilder name = new StringBuilder(StreamId.INDEXED);
        for (int i = 0; i < nsid.length(); i++) {
            char c = nsid.charAt(i);
            if (c == '.') {
                name.append('_');
            } else if (c >= 'A' && c <= 'Z') {
                name.append('-').append((char) (c + 'a' - 'A'));
            } else {
                name.append(c);
            }
        }
        return name.length() > LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new StreamId(name.toString()));
    }

    /// The last part, its first letter a capital.
    static String container(String nsid) {
        String last = nsid.substring(nsid.lastIndexOf('.') + 1);
        return last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
    }
}
