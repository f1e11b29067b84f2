package chancery.appview.index.kept;

import chancery.appview.truth.Kept;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;

import java.util.Optional;

/// What is known of one record. Moments are microseconds since 1970 by the clock of this server;
/// `rev` is the newest revision of the repository that is known to have written the record, empty
/// where no source has said.
public sealed interface IndexRow {
    Optional<String> rev();

    /// When this was written.
    long indexed();

    /// The record is there.
    ///
    /// @param cid empty where no source said it
    /// @param created when the record was first seen
    record Live(String cid, Optional<String> rev, long created, long indexed, Body body)
            implements IndexRow {}

    /// The record is gone. Kept for a while, so that what is older cannot bring it back.
    record Gone(Optional<String> rev, long indexed) implements IndexRow {}

    /// The stored form; docs/formats/appview.md describes it.
    default byte[] encode() {
        Value.Map.Builder row = Value.Map.builder().put("indexed", indexed());
        rev().ifPresent(known -> row.put("rev", known));
        if (this instanceof Live live) {
            row.put("cid", live.cid()).put("created", live.created());
            if (live.body() instanceof Body.Text(var json)) {
                row.put("json", json);
            }
        }
        return DagCbor.encode(row.build());
    }

    static IndexRow decode(byte[] bytes) {
        if (!(DagCbor.decode(bytes) instanceof Value.Map row)) {
            throw new IllegalStateException("a row of the index is no map");
        }
        Optional<String> rev = row.text("rev");
        long indexed = Kept.integer(row, "indexed");
        if (!row.contains("cid")) {
            return new Gone(rev, indexed);
        }
        Body body = row.text("json").<Body>map(Body.Text::new).orElse(Body.HERE);
        return new Live(Kept.text(row, "cid"), rev, Kept.integer(row, "created"), indexed, body);
    }
}
