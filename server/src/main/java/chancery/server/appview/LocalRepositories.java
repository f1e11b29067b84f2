package chancery.server.appview;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.pds.local.LocalCommit;
import chancery.pds.local.LocalRepos;
import chancery.pds.local.LocalWrite;
import chancery.pds.repo.Written;
import chancery.web.Refusal;
import chancery.web.http.Errors;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The repositories of the personal data server, as the AppView asks for them.
public final class LocalRepositories implements Repositories {
    private static final Set<String> CONFLICTS = Set.of("InvalidSwap", "RecordAlreadyExists");

    private final LocalRepos repos;

    public LocalRepositories(LocalRepos repos) {
        this.repos = repos;
    }

    @Override
    public boolean here(Did did) {
        return repos.here(did);
    }

    @Override
    public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
        return repos.find(did, new RecordPath(collection, key))
                .map(found -> new Stored(found.cid(), JsonText.of(found.value())));
    }

    @Override
    public WriteOutcome commit(Did did, List<RepoWrite> writes) {
        try {
            List<LocalWrite> sent = writes.stream().map(LocalRepositories::write).toList();
            return written(did, repos.commit(did, sent));
        } catch (SyntaxException e) {
            return refused(Refusal.invalid(String.valueOf(e.getMessage())));
        } catch (Refusal refusal) {
            return CONFLICTS.contains(refusal.name())
                    ? new WriteOutcome.Conflict(refusal.text())
                    : refused(refusal);
        }
    }

    @Override
    public <T> T inTurn(Did did, Supplier<T> work) {
        return repos.inTurn(did, work);
    }

    @Override
    public Json.Members upload(Did did, String contentType, InputStream bytes) {
        return JsonText.of(repos.upload(did, contentType, bytes));
    }

    private static LocalWrite write(RepoWrite write) {
        return switch (write) {
            case RepoWrite.Create(var collection, var key, var record) ->
                    new LocalWrite.Create(collection, key, JsonText.toRecord(record));
            case RepoWrite.Put(var collection, var key, var record, var swap) ->
                    new LocalWrite.Put(
                            new RecordPath(collection, key), JsonText.toRecord(record), swap);
            case RepoWrite.Delete(var collection, var key, var swap) ->
                    new LocalWrite.Delete(new RecordPath(collection, key), swap);
        };
    }

    private static WriteOutcome written(Did did, LocalCommit commit) {
        return new WriteOutcome.Written(
                commit.results().stream()
                        .map(result -> result(did, result, commit.written()))
                        .toList());
    }

    private static WriteOutcome.Result result(Did did, LocalCommit.Result result, Written written) {
        AtUri uri = AtUri.of(did, result.path());
        Json.Builder answer = Json.Members.builder();
        result.cid().ifPresent(cid -> answer.put("uri", uri.toString()).put("cid", cid.toString()));
        if (written instanceof Written.Committed(Cid commit, var rev)) {
            answer.put(
                    "commit",
                    Json.Members.builder()
                            .put("cid", commit.toString())
                            .put("rev", rev.value())
                            .build());
        }
        answer.putPresent("validationStatus", result.status());
        return new WriteOutcome.Result(uri, result.cid(), answer.build());
    }

    /// The refusal as a client of the method would have seen it.
    private static WriteOutcome refused(Refusal refusal) {
        Value.Map body =
                Value.Map.builder()
                        .put("error", refusal.name())
                        .put("message", refusal.text())
                        .build();
        return new WriteOutcome.Refused(Errors.status(refusal.kind()), JsonText.of(body).write());
    }
}
