package chancery.appview.record;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;

import java.io.InputStream;

/// Writes repositories of elsewhere at their own host, with the session that an API client
/// deposited.
public interface RemoteWriter {
    /// Does one write by one request, `createRecord`, `putRecord` or `deleteRecord`.
    ///
    /// @return written with one result, or why not
    /// @throws chancery.web.Refusal when the host cannot be reached
    WriteOutcome write(AppCaller.Remote caller, Did repo, RepoWrite write);

    /// Takes bytes in at that host.
    ///
    /// @return the answer of `com.atproto.repo.uploadBlob`
    /// @throws chancery.web.Refusal when the host cannot be reached, or refuses
    Json.Members upload(AppCaller.Remote caller, Did repo, String contentType, InputStream bytes);
}
