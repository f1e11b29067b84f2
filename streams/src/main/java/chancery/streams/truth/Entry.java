package chancery.streams.truth;

import chancery.streams.stream.Use;

import java.util.ArrayList;
import java.util.List;

/// What a request did, as the log of its stream says it: by how much the stream grew, and which
/// states of records are no longer the newest. A view that follows drops those and reads the
/// changes at this position.
public record Entry(Use growth, List<Place> superseded) {
    private static final int VERSION = 1;

    public Entry {
        superseded = List.copyOf(superseded);
    }

    byte[] encode() {
        ByteOut out =
                new ByteOut()
                        .one(VERSION)
                        .signed(growth.records())
                        .signed(growth.bytes())
                        .unsigned(superseded.size());
        superseded.forEach(place -> out.unsigned(place.position()).unsigned(place.index()));
        return out.bytes();
    }

    static Entry decode(byte[] value) {
        ByteIn in = new ByteIn(value);
        Use growth = growth(in);
        long count = in.unsigned();
        List<Place> superseded = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            superseded.add(new Place(in.unsigned(), (int) in.unsigned()));
        }
        return new Entry(growth, superseded);
    }

    /// By how much the stream grew, without what is no longer the newest.
    static Use growth(byte[] value) {
        return growth(new ByteIn(value));
    }

    private static Use growth(ByteIn in) {
        int version = in.one();
        if (version != VERSION) {
            throw new IllegalStateException("an entry of an unknown version: " + version);
        }
        return new Use(in.signed(), in.signed());
    }
}
