package chancery.appview.record;

import chancery.appview.json.Json;
import chancery.appview.script.Turns;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The repositories that live on this server. The door that owns them stands behind it.
public interface Repositories extends Turns {
    /// A record as it is now, whatever the index has seen; empty when there is none.
    Optional<Stored> load(Did did, Nsid collection, RecordKey key);

    /// Does 1 to 200 writes as one commit with one event, or none of them.
    WriteOutcome commit(Did did, List<RepoWrite> writes);

    /// Takes bytes in for records to refer to.
    ///
    /// @return what `com.atproto.repo.uploadBlob` answers under `blob`
    Json.Members upload(Did did, String contentType, InputStream bytes);

    /// A stored record.
    record Stored(Cid cid, Json.Members value) {}
}
