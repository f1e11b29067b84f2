package chancery.appview.index.backfill;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// All records of the repositories on this server, for whoever has to begin anew.
public interface LocalRecords {
    /// Hands over each account, in some order.
    void accounts(Consumer<Did> each);

    /// Records of one type of one account, in the order of their keys, behind a key.
    List<Found> page(Did did, Nsid collection, Optional<RecordKey> after, int max);

    /// A record as it is.
    record Found(RecordPath path, Cid cid, Json.Members record) {}
}
