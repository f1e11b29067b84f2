package chancery.appview.script.record;

import chancery.appview.caller.Delegates;
import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.WriteOutcome.Result;
import chancery.appview.record.Writers;
import chancery.appview.script.LoggedOutException;
import chancery.appview.script.Run;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.lua.host.HostCall;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.web.Refusal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Saves and deletes records of scripts in the repositories of their callers.
final class RecordSaving {
    private final Repositories repositories;
    private final Writers writers;
    private final Delegates delegates;
    private final RecordType type;

    RecordSaving(Repositories repositories, Writers writers, Delegates delegates, RecordType type) {
        this.repositories = repositories;
        this.writers = writers;
        this.delegates = delegates;
        this.type = type;
    }

    /// Saves one record.
    void save(HostCall call, RecordTable record) {
        RecordOwner owner = RecordOwner.of(call.context(Run.class), "Record:save");
        List<RecordWrite> one = List.of(prepare(call, owner, record));
        commit(call, owner, one.getFirst().repo(), one);
    }

    /// Saves records, all checked before the first is written: those of a repository here as one
    /// commit, others one after the other.
    ///
    /// @return what the hosts answered, in the order of the records
    List<Json.Members> saveAll(HostCall call, List<RecordTable> records) {
        RecordOwner owner = RecordOwner.of(call.context(Run.class), "Record.save_all");
        List<RecordWrite> writes = new ArrayList<>(records.size());
        for (RecordTable record : records) {
            writes.add(prepare(call, owner, record));
        }
        requireDifferent(writes);
        List<Json.Members> answers = new ArrayList<>(writes.size());
        for (int from = 0; from < writes.size(); ) {
            int to = together(writes, from);
            List<RecordWrite> some = writes.subList(from, to);
            answers.addAll(commit(call, owner, some.getFirst().repo(), some));
            from = to;
        }
        return answers;
    }

    /// Deletes the stored record.
    void delete(HostCall call, RecordTable record) {
        RecordOwner owner = RecordOwner.of(call.context(Run.class), "Record:delete");
        AtUri uri =
                record.uri()
                        .orElseThrow(() -> new LuaError("cannot delete a Record that has no _uri"));
        Did repo = repository(owner, record, Optional.of(uri));
        RepoWrite write =
                new RepoWrite.Delete(
                        uri.collection().orElseThrow(), uri.key().orElseThrow(), Optional.empty());
        commit(call, owner, repo, List.of(new RecordWrite(record, repo, write)));
    }

    /// Where writes that begin here and are done as one commit end.
    private int together(List<RecordWrite> writes, int from) {
        Did repo = writes.get(from).repo();
        int to = from + 1;
        if (repositories.here(repo)) {
            while (to < writes.size() && writes.get(to).repo().equals(repo)) {
                to++;
            }
        }
        return to;
    }

    private RecordWrite prepare(HostCall call, RecordOwner owner, RecordTable record) {
        Json.Members body = RecordBody.of(call.state(), record, type.shape(record));
        Optional<AtUri> uri = record.uri();
        Did repo = repository(owner, record, uri);
        return new RecordWrite(record, repo, write(record, uri, body));
    }

    private static RepoWrite write(RecordTable record, Optional<AtUri> uri, Json.Members body) {
        Nsid collection = record.collection();
        if (uri.isEmpty()) {
            Optional<RecordKey> name =
                    record.text(RecordTable.KEY)
                            .map(key -> RecordTable.parse(RecordKey::parse, key));
            return new RepoWrite.Create(collection, name, body);
        }
        if (!uri.get().collection().equals(Optional.of(collection))) {
            throw new LuaError("a stored Record stays in its collection");
        }
        return new RepoWrite.Put(collection, uri.get().key().orElseThrow(), body, record.cid());
    }

    /// The repository that holds a record, or will.
    private Did repository(RecordOwner owner, RecordTable record, Optional<AtUri> uri) {
        Did named =
                record.text(RecordTable.REPO)
                        .map(repo -> owner.repository(repo, delegates))
                        .orElse(owner.repository());
        if (uri.isEmpty()) {
            return named;
        }
        if (!(uri.get().authority() instanceof Did did)) {
            throw new LuaError("a stored Record has the DID of its repository in its URI");
        }
        if (record.text(RecordTable.REPO).isPresent() && !did.equals(named)) {
            throw new LuaError("a stored Record stays in its repository");
        }
        owner.require(did, delegates);
        return did;
    }

    private static void requireDifferent(List<RecordWrite> writes) {
        Set<Object> seen = new HashSet<>();
        for (RecordWrite write : writes) {
            if (!seen.add(write.name())) {
                throw new LuaError("Record.save_all was given the same record twice");
            }
        }
    }

    private List<Json.Members> commit(
            HostCall call, RecordOwner owner, Did repo, List<RecordWrite> writes) {
        Run run = call.context(Run.class);
        run.chargeWrites(writes.size());
        List<RepoWrite> sent = writes.stream().map(RecordWrite::write).toList();
        WriteOutcome outcome = call.await(() -> written(run, owner, repo, sent));
        if (!(outcome instanceof WriteOutcome.Written(var results))) {
            throw failed(run, repo, sent, outcome);
        }
        List<Json.Members> answers = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            settle(call.state().budget(), writes.get(i), results.get(i));
            answers.add(results.get(i).answer());
        }
        return answers;
    }

    private WriteOutcome written(Run run, RecordOwner owner, Did repo, List<RepoWrite> writes) {
        WriteOutcome outcome;
        try {
            outcome = writers.commit(owner.caller(), repo, writes);
        } catch (Refusal refusal) {
            throw new LuaError("PDS " + method(writes) + " failed: " + refusal.text());
        }
        if (outcome instanceof WriteOutcome.Written) {
            run.act();
        }
        return outcome;
    }

    private static void settle(Budget budget, RecordWrite write, Result result) {
        if (write.write() instanceof RepoWrite.Delete) {
            write.record().gone(budget);
        } else {
            write.record().stored(budget, result.uri(), result.cid());
        }
    }

    /// What to throw when nothing was written. In the turn of a repository a conflict is the
    /// script's own doing, and another run would meet it again.
    private RuntimeException failed(
            Run run, Did repo, List<RepoWrite> writes, WriteOutcome outcome) {
        String returned = "PDS " + method(writes) + " returned ";
        return switch (outcome) {
            case WriteOutcome.Refused(var status, var body) ->
                    new LuaError(returned + status + ": " + body);
            case WriteOutcome.Conflict(var message) when inTurn(run, repo) ->
                    new LuaError(returned + "409: " + message);
            case WriteOutcome.Conflict(var message) -> run.conflict(returned + "409: " + message);
            case WriteOutcome.LoggedOut(var message) -> throw LoggedOutException.abort(message);
            case WriteOutcome.Written _ -> throw new IllegalStateException("written did not fail");
        };
    }

    private boolean inTurn(Run run, Did repo) {
        return run.turn() == Run.Turn.EXCLUSIVE
                && RecordOwner.of(run, "Record:save").repository().equals(repo)
                && repositories.here(repo);
    }

    private static String method(List<RepoWrite> writes) {
        String first = writes.getFirst().method();
        return writes.stream().allMatch(write -> write.method().equals(first))
                ? first
                : "applyWrites";
    }
}
