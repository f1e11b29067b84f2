package chancery.appview.script.trial;

import chancery.appview.json.Json;
import chancery.atproto.syntax.AtUri;

import java.util.Optional;

/// What a script would have written.
///
/// @param action `create`, `update` or `delete`
/// @param record empty for a deletion
public record TrialWrite(String action, AtUri uri, Optional<Json.Members> record) {}
