package chancery.appview.record;

import chancery.appview.caller.AppCaller;
import chancery.appview.index.Change;
import chancery.appview.index.Intake;
import chancery.appview.json.Json;
import chancery.appview.record.WriteOutcome.Result;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.web.Refusal;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes repositories where they are: here in this process, elsewhere at their host, and then
/// into the index.
public final class RoutedWriters implements Writers {
    private final Repositories repositories;
    private final RemoteWriter remote;
    private final Intake intake;
    private final InstantSource clock;

    public RoutedWriters(
            Repositories repositories, RemoteWriter remote, Intake intake, InstantSource clock) {
        this.repositories = repositories;
        this.remote = remote;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> writes) {
        if (repositories.here(repo)) {
            return repositories.commit(repo, writes);
        }
        if (!(caller instanceof AppCaller.Remote session)) {
            return refused(400, "RepoNotFound", "Could not find repo: " + repo);
        }
        List<Result> results = new ArrayList<>(writes.size());
        for (RepoWrite write : writes) {
            WriteOutcome outcome = elsewhere(session, repo, write);
            if (!(outcome instanceof WriteOutcome.Written(var done))) {
                return outcome;
            }
            results.addAll(done);
        }
        return new WriteOutcome.Written(results);
    }

    @Override
    public Json.Members upload(AppCaller caller, Did repo, String contentType, InputStream bytes) {
        if (repositories.here(repo)) {
            Json.Members blob = repositories.upload(repo, contentType, bytes);
            return Json.Members.builder().put("blob", blob).build();
        }
        if (caller instanceof AppCaller.Remote session) {
            return remote.upload(session, repo, contentType, bytes);
        }
        throw new Refusal(Refusal.Kind.INVALID, "", "Could not find repo: " + repo);
    }

    private WriteOutcome elsewhere(AppCaller.Remote session, Did repo, RepoWrite write) {
        WriteOutcome outcome = remote.write(session, repo, write);
        if (!(outcome instanceof WriteOutcome.Written(var results))) {
            return outcome;
        }
        Result result = results.getFirst();
        if (!names(result.uri(), repo, write)) {
            return refused(502, "UpstreamFailure", "The host answered for another record");
        }
        intake.take(List.of(change(repo, write, result)));
        return outcome;
    }

    /// Whether a host answered for the record that was written.
    private static boolean names(AtUri uri, Did repo, RepoWrite write) {
        return uri.authority().equals(repo)
                && uri.collection().equals(Optional.of(write.collection()))
                && uri.key().isPresent()
                && write.named().map(key -> uri.key().get().equals(key)).orElse(true);
    }

    private Change change(Did repo, RepoWrite write, Result result) {
        RecordPath path = new RecordPath(write.collection(), result.uri().key().orElseThrow());
        Optional<String> rev =
                result.answer().object("commit").flatMap(commit -> commit.text("rev"));
        return switch (write) {
            case RepoWrite.Create(_, _, var record) ->
                    new Change.Put(repo, path, record, result.cid(), rev, clock.instant());
            case RepoWrite.Put(_, _, var record, _) ->
                    new Change.Put(repo, path, record, result.cid(), rev, clock.instant());
            case RepoWrite.Delete _ -> new Change.Delete(repo, path, rev, clock.instant());
        };
    }

    private static WriteOutcome refused(int status, String name, String message) {
        Json.Members body =
                Json.Members.builder().put("error", name).put("message", message).build();
        return new WriteOutcome.Refused(status, body.write());
    }
}
