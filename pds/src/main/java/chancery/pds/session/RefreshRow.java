package chancery.pds.session;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import java.time.Instant;
import java.util.Optional;

/// The stored form of a refresh token: a DAG-CBOR map under `t/<id>` in the account's partition.
/// Tokens that followed one another share a family.
///
/// @param next the id of the successor, once there is one
/// @param rotatedAt when the successor was first given
record RefreshRow(String family, Optional<String> next, Optional<Instant> rotatedAt) {

    static Key key(Did did, String id) {
        return new Partition(did.value()).key(Space.SESSION, "t/" + id);
    }

    static Key prefix(Did did) {
        return key(did, "");
    }

    RefreshRow rotated(String successor, Instant now) {
        return new RefreshRow(family, Optional.of(successor), Optional.of(now));
    }

    byte[] encode() {
        Value.Map.Builder row = Value.Map.builder().put("family", family);
        next.ifPresent(id -> row.put("next", id));
        rotatedAt.ifPresent(at -> row.put("rotatedAt", at.toEpochMilli()));
        return DagCbor.encode(row.build());
    }

    static RefreshRow decode(byte[] bytes) {
        if (DagCbor.decode(bytes) instanceof Value.Map row && row.contains("family")) {
            return new RefreshRow(
                    row.text("family").orElseThrow(),
                    row.text("next"),
                    row.integer("rotatedAt").map(Instant::ofEpochMilli));
        }
        throw new IllegalStateException("a stored refresh token is damaged");
    }
}
