package chancery.streams.truth;

import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.StoredRecord;

/// The newest state of a record, and where it stands among the changes of its stream. Of a deleted
/// record there is no content.
public record Change(Place place, Status status, StoredRecord record) {
    private static final int VERSION = 1;

    /// The value under the key of a change.
    byte[] encode() {
        return encode(status, record, new ByteOut());
    }

    /// @param out room to work in
    static byte[] encode(Status status, StoredRecord record, ByteOut out) {
        out.clear()
                .one(VERSION)
                .one(status.code())
                .eight(record.createdTime())
                .eight(record.lastUpdatedTime())
                .text(record.id().space().value())
                .text(record.id().externalId());
        ContentCodec.write(record.content(), out);
        return out.bytes();
    }

    /// The change that is kept at a place.
    public static Change decode(Place place, byte[] value) {
        ByteIn in = new ByteIn(value);
        int version = in.one();
        if (version != VERSION) {
            throw new IllegalStateException("a change of an unknown version: " + version);
        }
        Status status = Status.of(in.one());
        long created = in.eight();
        long updated = in.eight();
        RecordId id = new RecordId(new SpaceId(in.text()), in.text());
        return new Change(
                place, status, new StoredRecord(id, created, updated, ContentCodec.read(in)));
    }

    /// When the change was made, read without the rest.
    static long time(byte[] value) {
        ByteIn in = new ByteIn(value);
        in.one();
        in.one();
        in.eight();
        return in.eight();
    }
}
