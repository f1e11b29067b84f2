package chancery.appview.script;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.util.Optional;

/// Why a script runs, with what it is given.
public sealed interface Occasion {
    /// Whose name the script acts in, for calls of other methods.
    AppCaller caller();

    /// A query was called.
    ///
    /// @param params typed as the lexicon says
    record Query(Nsid method, Json.Members params, AppCaller caller, Optional<Nsid> collection)
            implements Occasion {}

    /// A procedure was called.
    ///
    /// @param delegate the account that the caller writes for
    record Procedure(
            Nsid method,
            Json.Members params,
            Json input,
            AppCaller caller,
            Optional<Nsid> collection,
            Optional<Did> delegate)
            implements Occasion {}

    /// A record is about to be indexed, or taken out of the index.
    ///
    /// @param action `create`, `update` or `delete`
    /// @param record empty for a deletion
    record Hook(String action, AtUri uri, Optional<Json.Members> record, Optional<Cid> cid)
            implements Occasion {
        @Override
        public AppCaller caller() {
            return new AppCaller.Anonymous();
        }
    }

    /// A label came in.
    ///
    /// @param label `src`, `uri`, `val`, `neg`, `cts`, `exp`
    record Label(Json.Members label) implements Occasion {
        @Override
        public AppCaller caller() {
            return new AppCaller.Anonymous();
        }
    }

    /// A background job.
    record Job(String id, String type, Json input, AppCaller caller) implements Occasion {}
}
