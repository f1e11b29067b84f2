package chancery.appview.script.trial;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.Writers;
import chancery.atproto.data.DagCbor;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.web.Refusal;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writers that write nothing, note what they were asked for, and answer as if it were done. For
/// one run.
final class NotedWriters implements Writers {
    private final Supplier<Tid> tids;
    private final List<TrialWrite> noted;

    /// @param noted grows by what is asked for
    NotedWriters(Supplier<Tid> tids, List<TrialWrite> noted) {
        this.tids = tids;
        this.noted = noted;
    }

    @Override
    public WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> writes) {
        List<WriteOutcome.Result> results = new ArrayList<>();
        List<TrialWrite> asked = new ArrayList<>();
        try {
            for (RepoWrite write : writes) {
                RecordKey key = write.named().orElseGet(() -> new RecordKey(tids.get().value()));
                AtUri uri = AtUri.of(repo, write.collection(), key);
                Optional<Json.Members> record = record(write);
                results.add(result(uri, record));
                asked.add(new TrialWrite.OfRepository(action(write), uri, record));
            }
        } catch (SyntaxException e) {
            Json.Members body =
                    Json.Members.builder()
                            .put("error", "InvalidRequest")
                            .put("message", String.valueOf(e.getMessage()))
                            .build();
            return new WriteOutcome.Refused(400, body.write());
        }
        noted.addAll(asked);
        return new WriteOutcome.Written(results);
    }

    private static String action(RepoWrite write) {
        return switch (write) {
            case RepoWrite.Create _ -> "create";
            case RepoWrite.Put _ -> "update";
            case RepoWrite.Delete _ -> "delete";
        };
    }

    private static Optional<Json.Members> record(RepoWrite write) {
        return switch (write) {
            case RepoWrite.Create(var collection, _, var record) -> typed(collection, record);
            case RepoWrite.Put(var collection, _, var record, _) -> typed(collection, record);
            case RepoWrite.Delete _ -> Optional.empty();
        };
    }

    private static Optional<Json.Members> typed(Nsid collection, Json.Members record) {
        return Optional.of(record.with("$type", Json.of(collection.value())));
    }

    private static WriteOutcome.Result result(AtUri uri, Optional<Json.Members> record) {
        Optional<Cid> cid = record.map(JsonText::toRecord).map(DagCbor::encode).map(Cid::ofDagCbor);
        Json.Members answer =
                Json.Members.builder()
                        .put("uri", uri.toString())
                        .putPresent("cid", cid.map(Cid::toString))
                        .build();
        return new WriteOutcome.Result(uri, cid, answer);
    }

    @Override
    public Json.Members upload(AppCaller caller, Did repo, String contentType, InputStream bytes) {
        throw new Refusal(Refusal.Kind.INVALID, "", "a trial run uploads nothing");
    }
}
