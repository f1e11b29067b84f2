package chancery.appview.index;

import chancery.appview.json.Json;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.RecordPath;

import java.time.Instant;
import java.util.Optional;

/// Something that happened to an account or a record of it, from wherever it was heard.
public sealed interface Change {
    Did did();

    /// A record is there, new or in place of another.
    ///
    /// @param cid empty where the source does not say
    /// @param rev the revision of the repository that wrote it; empty where the source does not
    ///     say. A revision never goes back
    /// @param at a moment at which this was so; without a revision, by the clock of this server
    record Put(
            Did did,
            RecordPath path,
            Json.Members record,
            Optional<Cid> cid,
            Optional<String> rev,
            Instant at)
            implements Change {}

    /// A record is gone.
    record Delete(Did did, RecordPath path, Optional<String> rev, Instant at) implements Change {}

    /// The host serves the account, or no longer does.
    record Account(Did did, AccountStatus status) implements Change {}

    /// The repository is another one than the changes before say: it has to be read again.
    record Resync(Did did) implements Change {}

    /// The DID document or the handle may be another one.
    record Identity(Did did, Optional<Handle> handle) implements Change {}
}
