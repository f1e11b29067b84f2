package chancery.appview.record;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.util.Optional;

/// One change of a repository that a script, or a procedure without one, asks for.
public sealed interface RepoWrite {
    Nsid collection();

    /// The name of the record; empty for one of the host's choice.
    default Optional<RecordKey> named() {
        return switch (this) {
            case Create create -> create.key();
            case Put put -> Optional.of(put.key());
            case Delete delete -> Optional.of(delete.key());
        };
    }

    /// The method of `com.atproto.repo` that does it.
    default String method() {
        return switch (this) {
            case Create _ -> "createRecord";
            case Put _ -> "putRecord";
            case Delete _ -> "deleteRecord";
        };
    }

    /// A record where there is none.
    ///
    /// @param key empty for one of the host's choice
    record Create(Nsid collection, Optional<RecordKey> key, Json.Members record)
            implements RepoWrite {}

    /// A record in place of what is there, if anything is.
    ///
    /// @param swap the record that must be there; empty when any, or none, will do
    record Put(Nsid collection, RecordKey key, Json.Members record, Optional<Cid> swap)
            implements RepoWrite {}

    /// No record any more; nothing happens where there is none.
    record Delete(Nsid collection, RecordKey key, Optional<Cid> swap) implements RepoWrite {}
}
