package chancery.atproto.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Tid;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What a host tells its followers about one account. It gets its number when it is committed, so
/// the number stands beside it, in [EventFrame.Sequenced]. Source: the lexicon
/// `com.atproto.sync.subscribeRepos`.
public sealed interface Event {
    /// The account it is about.
    Did did();

    /// When it was sequenced, in milliseconds; it informs and orders nothing.
    Instant time();

    /// What kind of event this is.
    default EventKind kind() {
        return switch (this) {
            case Commit _ -> EventKind.COMMIT;
            case Sync _ -> EventKind.SYNC;
            case Identity _ -> EventKind.IDENTITY;
            case Account _ -> EventKind.ACCOUNT;
        };
    }

    /// A new commit of a repository, with the proof of what changed.
    ///
    /// @param since the revision before; empty for the first commit
    /// @param blocks an archive whose root is the commit
    /// @param ops at most one for each path
    /// @param prevData the root of the tree before; empty for the first commit
    record Commit(
            Did did,
            Cid commit,
            Tid rev,
            Optional<Tid> since,
            Optional<Cid> prevData,
            Value.Bytes blocks,
            List<RecordOp> ops,
            Instant time)
            implements Event {
        public Commit {
            ops = List.copyOf(ops);
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// The state of a repository as it is, after something that no series of commits explains.
    ///
    /// @param blocks an archive with the commit block alone
    record Sync(Did did, Tid rev, Value.Bytes blocks, Instant time) implements Event {
        public Sync {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// The account's DID document or handle may have changed: resolve it again.
    record Identity(Did did, Optional<Handle> handle, Instant time) implements Event {
        public Identity {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// Whether this host serves the account, as of now.
    record Account(Did did, AccountStatus status, Instant time) implements Event {
        public Account {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
