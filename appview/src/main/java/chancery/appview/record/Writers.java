package chancery.appview.record;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;

import java.io.InputStream;
import java.util.List;

/// Writes repositories in the name of a caller, wherever they are. What was written elsewhere is
/// in the index when the call returns.
public interface Writers {
    /// Does writes: on this server as one commit, elsewhere one request each, at the owner's host;
    /// the first that fails there ends it.
    ///
    /// @param repo the caller's own repository, or one it was checked to write for
    WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> writes);

    /// Takes bytes in at the host of the repository.
    ///
    /// @return the answer of `com.atproto.repo.uploadBlob`
    Json.Members upload(AppCaller caller, Did repo, String contentType, InputStream bytes);
}
