package chancery.streams.truth;

import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Space;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.stream.Stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The keys of one stream, all in a partition of its own. The partition is named after the moment
/// the stream was made as well, so that a later stream of the same name begins empty.
final class Keys {
    /// Where in the suffix of a key of a change its position stands.
    static final int POSITION_OFFSET = 1;

    private static final byte HEAD = 'h';
    private static final byte CHANGE = 'c';
    private static final byte DELETION = 'x';

    private final Partition partition;

    Keys(ProjectName project, Stream stream) {
        String made = HexFormat.of().toHexDigits(stream.createdTime());
        partition = new Partition("streams/" + project + "/" + stream.id() + "/" + made);
    }

    Partition partition() {
        return partition;
    }

    /// The log of the stream has the name of its partition.
    String log() {
        return partition.name();
    }

    /// The key of a record's head.
    ///
    /// @param digest of the content where records of one identifier stand beside each other
    Key head(RecordId id, byte[] digest) {
        byte[] space = id.space().value().getBytes(StandardCharsets.UTF_8);
        byte[] name = id.externalId().getBytes(StandardCharsets.UTF_8);
        int tail = digest.length == 0 ? 0 : 1 + digest.length;
        ByteBuffer key =
                ByteBuffer.allocate(2 + space.length + name.length + tail)
                        .put(HEAD)
                        .put(space)
                        .put((byte) 0)
                        .put(name);
        if (digest.length > 0) {
            key.put((byte) 0).put(digest);
        }
        return partition.key(Space.HEAD, key.array());
    }

    /// The heads of all records.
    Range heads() {
        return Range.prefix(partition.key(Space.HEAD, new byte[] {HEAD}));
    }

    /// Heads where an earlier version kept them, beside the changes.
    Range earlierHeads() {
        return Range.prefix(partition.key(Space.STREAM, new byte[] {HEAD}));
    }

    /// A head in its own space whose whole key an earlier version used beside the changes.
    Key head(byte[] earlier) {
        byte[] suffix = Arrays.copyOfRange(earlier, partition.prefixLength(), earlier.length);
        return partition.key(Space.HEAD, suffix);
    }

    /// The heads of all records of a space.
    Range heads(SpaceId space) {
        byte[] name = space.value().getBytes(StandardCharsets.UTF_8);
        byte[] prefix =
                ByteBuffer.allocate(2 + name.length).put(HEAD).put(name).put((byte) 0).array();
        return Range.prefix(partition.key(Space.HEAD, prefix));
    }

    /// The heads of the records of one identifier that stand beside each other.
    Range heads(RecordId id) {
        byte[] key = head(id, new byte[0]).suffix();
        return Range.prefix(
                partition.key(Space.HEAD, ByteBuffer.allocate(key.length + 1).put(key).array()));
    }

    Key change(Place place) {
        return placed(CHANGE, place);
    }

    /// All changes.
    Range changes() {
        return Range.prefix(partition.key(Space.STREAM, new byte[] {CHANGE}));
    }

    Key deletion(Place place) {
        return placed(DELETION, place);
    }

    /// All deletions that can still be read.
    Range deletions() {
        return Range.prefix(partition.key(Space.STREAM, new byte[] {DELETION}));
    }

    private Key placed(byte kind, Place place) {
        byte[] suffix = new byte[1 + Place.BYTES];
        suffix[0] = kind;
        place.write(suffix, 1);
        return partition.key(Space.STREAM, suffix);
    }

    /// The place in the whole key of a change or a deletion.
    Place place(byte[] key) {
        return Place.of(ByteBuffer.wrap(key).position(partition.prefixLength() + POSITION_OFFSET));
    }

    /// Up to where deletions were forgotten.
    Key forgotten() {
        return partition.key(Space.META, "forgotten");
    }

    /// Which properties hold data or held some.
    Key filled() {
        return partition.key(Space.META, "filled");
    }

    /// What the stream held at a position of its log.
    Key total() {
        return partition.key(Space.META, "total");
    }
}
