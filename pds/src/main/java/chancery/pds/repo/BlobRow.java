package chancery.pds.repo;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Optional;

/// The stored row of a blob: a DAG-CBOR map. It is temporary until a record refers to it.
public record BlobRow(String mimeType, long size, Instant createdAt, Stage stage) {

    /// How far a blob has come.
    public enum Stage {
        TEMPORARY,
        PERMANENT
    }

    /// Whether anybody may fetch it.
    public boolean permanent() {
        return stage == Stage.PERMANENT;
    }

    public BlobRow kept() {
        return new BlobRow(mimeType, size, createdAt, Stage.PERMANENT);
    }

    public byte[] encode() {
        return DagCbor.encode(
                Value.Map.builder()
                        .put("type", mimeType)
                        .put("size", size)
                        .put("createdAt", createdAt.toEpochMilli())
                        .put("permanent", permanent())
                        .build());
    }

    public static BlobRow decode(byte[] bytes) {
        if (!(DagCbor.decode(bytes) instanceof Value.Map row)) {
            throw new IllegalStateException("a stored blob row is damaged");
        }
        boolean permanent = row.find("permanent").equals(Optional.of(new Value.Bool(true)));
        return new BlobRow(
                row.text("type").orElseThrow(),
                row.integer("size").orElseThrow(),
                Instant.ofEpochMilli(row.integer("createdAt").orElseThrow()),
                permanent ? Stage.PERMANENT : Stage.TEMPORARY);
    }
}
