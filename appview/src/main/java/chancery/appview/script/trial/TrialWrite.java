package chancery.appview.script.trial;

import chancery.appview.json.Json;
import chancery.atproto.syntax.AtUri;

import java.util.List;
import java.util.Optional;

/// What a script would have written.
public sealed interface TrialWrite {
    /// A record of a repository.
    ///
    /// @param action `create`, `update` or `delete`
    /// @param record empty for a deletion
    record OfRepository(String action, AtUri uri, Optional<Json.Members> record)
            implements TrialWrite {}

    /// Records of a stream.
    ///
    /// @param project empty for the one that scripts may use
    record OfStream(Optional<String> project, String stream, List<Json> items)
            implements TrialWrite {
        public OfStream {
            items = List.copyOf(items);
        }
    }
}
