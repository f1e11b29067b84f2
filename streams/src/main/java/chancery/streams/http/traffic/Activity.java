package chancery.streams.http.traffic;

import chancery.streams.stream.StreamType;

import java.util.List;

/// What a request does, as far as it is counted.
public enum Activity {
    /// Nothing that is counted.
    OTHER,
    /// Makes or deletes a stream.
    CHANGE_STREAMS,
    /// Looks at streams.
    LOOK_AT_STREAMS,
    WRITE,
    SYNC,
    FILTER,
    AGGREGATE;

    /// Whether this gives out records.
    public boolean reads() {
        return this == SYNC || this == FILTER || this == AGGREGATE;
    }

    /// The lanes of this, on a stream of that type.
    public List<Lane> lanes(StreamType type) {
        boolean mutable = type == StreamType.MUTABLE;
        Lane reads = mutable ? Lane.MUTABLE_READS : Lane.IMMUTABLE_READS;
        return switch (this) {
            case OTHER -> List.of();
            case CHANGE_STREAMS -> List.of(Lane.STREAM_CHANGES);
            case LOOK_AT_STREAMS -> List.of(Lane.STREAM_LOOKS);
            case WRITE -> List.of(mutable ? Lane.MUTABLE_WRITES : Lane.IMMUTABLE_WRITES);
            case SYNC -> List.of(reads);
            case FILTER -> List.of(reads, mutable ? Lane.MUTABLE_FILTERS : Lane.IMMUTABLE_FILTERS);
            case AGGREGATE ->
                    List.of(reads, mutable ? Lane.MUTABLE_AGGREGATES : Lane.IMMUTABLE_AGGREGATES);
        };
    }
}
