package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.kept.RecordName;

import java.util.Optional;

/// One change on its way, and where its record will be.
record Step(Change change, Home home) {
    /// Where the record is read from when it is needed again.
    enum Home {
        /// Its repository, which is on this server.
        HERE,
        /// The truth of the index: its repository is elsewhere.
        ELSEWHERE,
        /// The truth of the index: a script made another record of it.
        SHAPED
    }

    /// The record that it is about.
    Optional<RecordName> name() {
        return switch (change) {
            case Change.Put put -> Optional.of(new RecordName(put.did(), put.path()));
            case Change.Delete delete -> Optional.of(new RecordName(delete.did(), delete.path()));
            case Change.Account _, Change.Identity _, Change.Resync _ -> Optional.empty();
        };
    }
}
