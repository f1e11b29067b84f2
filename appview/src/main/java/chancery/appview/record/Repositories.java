package chancery.appview.record;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The repositories that live on this server. The door that owns them stands behind it.
public interface Repositories {
    /// Whether this account lives here and may be written to.
    boolean here(Did did);

    /// A record as it is now, whatever the index has seen; empty when there is none.
    Optional<Stored> load(Did did, Nsid collection, RecordKey key);

    /// Does 1 to 200 writes as one commit with one event, or none of them.
    WriteOutcome commit(Did did, List<RepoWrite> writes);

    /// As [#commit], while nobody else writes this repository: the work may read and commit, and
    /// no commit of others comes between.
    <T> T inTurn(Did did, Supplier<T> work);

    /// Takes bytes in for records to refer to.
    ///
    /// @return what `com.atproto.repo.uploadBlob` answers under `blob`
    Json.Members upload(Did did, String contentType, InputStream bytes);

    /// A stored record.
    record Stored(Cid cid, Json.Members value) {}
}
