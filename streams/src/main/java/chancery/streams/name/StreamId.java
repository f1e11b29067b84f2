package chancery.streams.name;

import chancery.streams.fault.Fault;

import java.util.Set;

/// The identifier of a stream: 1 to 100 lower-case characters, a letter first.
public record StreamId(String value) implements Comparable<StreamId> {
    /// How the names of streams begin that show records of the AT Protocol.
    public static final String INDEXED = "at-";

    private static final int LENGTH_MAX = 100;
    private static final Set<String> RESERVED = Set.of("logs", "records");

    public StreamId {
        boolean shaped =
                Letters.shaped(
                        value,
                        LENGTH_MAX,
                        Letters::lower,
                        c -> Letters.lower(c) || Letters.digit(c) || c == '_' || c == '-',
                        c -> Letters.lower(c) || Letters.digit(c));
        if (!shaped) {
            throw Fault.invalid(
                    "externalId of a stream must match ^[a-z]([a-z0-9_-]{0,98}[a-z0-9])?$: "
                            + SpaceId.cut(value));
        }
    }

    /// Whether it is the name of a stream that shows records of the AT Protocol.
    public boolean indexed() {
        return value.startsWith(INDEXED);
    }

    /// Refuses names that may not be given to a new stream.
    public StreamId unreserved() {
        boolean taken = value.startsWith("cdf_") || value.startsWith("cognite_") || indexed();
        if (taken || RESERVED.contains(value)) {
            throw Fault.invalid("externalId may not be " + value + ": the name is reserved");
        }
        return this;
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
