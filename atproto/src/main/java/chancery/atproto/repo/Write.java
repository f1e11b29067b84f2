package chancery.atproto.repo;

import chancery.atproto.syntax.RecordPath;

/// A wish to change one record. Writes of one commit are done in order, each on what the one before
/// left.
public sealed interface Write {
    RecordPath path();

    /// A record where none is.
    record Create(RecordPath path, Block record) implements Write {}

    /// Another record, or the same again, where one is.
    record Update(RecordPath path, Block record) implements Write {}

    /// No record where one is.
    record Delete(RecordPath path) implements Write {}
}
