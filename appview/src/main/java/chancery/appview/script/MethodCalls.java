package chancery.appview.script;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Nsid;

import java.util.Optional;

/// Calls of methods by scripts, as their callers.
public interface MethodCalls {
    /// Calls a method: registered ones in this process, others at their authority.
    ///
    /// @param input empty for a query
    /// @throws chancery.web.Refusal when it cannot be called, or did not answer well
    Answer call(Run run, Nsid method, Json.Members params, Optional<Json> input);

    /// What came back: always a status of 2xx.
    record Answer(int status, String body) {}
}
