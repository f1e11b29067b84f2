package chancery.atproto.sync;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;

import java.util.Optional;

/// What one commit did to one record. `prev`, the record before, is empty where an older host did
/// not say.
public sealed interface RecordOp {
    RecordPath path();

    record Create(RecordPath path, Cid cid) implements RecordOp {}

    record Update(RecordPath path, Cid cid, Optional<Cid> prev) implements RecordOp {}

    record Delete(RecordPath path, Optional<Cid> prev) implements RecordOp {}
}
