package chancery.pds.local;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;

import java.util.Optional;

/// A change of one record that another door asks for.
public sealed interface LocalWrite {
    /// A record where there is none, as `createRecord`.
    ///
    /// @param key empty for one of the host's choice
    record Create(Nsid collection, Optional<RecordKey> key, Value.Map record)
            implements LocalWrite {}

    /// A record whether or not there is one, as `putRecord`.
    ///
    /// @param swap the record that must be there; empty when any, or none, will do. Unlike in
    ///     `putRecord`, it must be there even when the record would stay the same: two that count
    ///     up from one number are not both right
    record Put(RecordPath path, Value.Map record, Optional<Cid> swap) implements LocalWrite {}

    /// No record any more, as `deleteRecord`.
    record Delete(RecordPath path, Optional<Cid> swap) implements LocalWrite {}
}
