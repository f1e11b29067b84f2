package chancery.appview.script.record;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.data.DagCbor;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Repositories in memory that keep to the rules of swaps, for some accounts.
public final class MemoryRepositories implements Repositories {
    /// Every commit, in order.
    public final List<List<RepoWrite>> commits = new ArrayList<>();

    /// Runs before the next commit, once: what somebody else does in between.
    public Optional<Runnable> meanwhile = Optional.empty();

    /// Answered in place of the next commit.
    public Optional<WriteOutcome> next = Optional.empty();

    private final Set<Did> accounts;
    private final Map<String, Stored> records = new TreeMap<>();
    private final AtomicInteger keys = new AtomicInteger();

    public MemoryRepositories(Did... accounts) {
        this.accounts = Set.of(accounts);
    }

    @Override
    public boolean here(Did did) {
        return accounts.contains(did);
    }

    @Override
    public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
        return Optional.ofNullable(records.get(AtUri.of(did, collection, key).toString()));
    }

    @Override
    public synchronized WriteOutcome commit(Did did, List<RepoWrite> writes) {
        Optional<Runnable> first = meanwhile;
        meanwhile = Optional.empty();
        first.ifPresent(Runnable::run);
        if (next.isPresent()) {
            WriteOutcome outcome = next.get();
            next = Optional.empty();
            return outcome;
        }
        for (RepoWrite write : writes) {
            if (!allows(did, write)) {
                return new WriteOutcome.Conflict("Record was another");
            }
        }
        commits.add(writes);
        return new WriteOutcome.Written(writes.stream().map(write -> done(did, write)).toList());
    }

    @Override
    public <T> T inTurn(Did did, Supplier<T> work) {
        return work.get();
    }

    @Override
    public Json.Members upload(Did did, String contentType, InputStream bytes) {
        return Json.Members.builder().put("mimeType", contentType).build();
    }

    private boolean allows(Did did, RepoWrite write) {
        Optional<Stored> current = write.named().flatMap(key -> load(did, write.collection(), key));
        return switch (write) {
            case RepoWrite.Create _ -> current.isEmpty();
            case RepoWrite.Put put -> matches(put.swap(), current);
            case RepoWrite.Delete delete -> matches(delete.swap(), current);
        };
    }

    private static boolean matches(Optional<Cid> swap, Optional<Stored> current) {
        return swap.isEmpty() || swap.equals(current.map(Stored::cid));
    }

    private WriteOutcome.Result done(Did did, RepoWrite write) {
        RecordKey key =
                write.named().orElseGet(() -> new RecordKey("key" + keys.incrementAndGet()));
        AtUri uri = AtUri.of(did, write.collection(), key);
        return switch (write) {
            case RepoWrite.Create create -> put(uri, create.record());
            case RepoWrite.Put put -> put(uri, put.record());
            case RepoWrite.Delete _ -> {
                records.remove(uri.toString());
                yield new WriteOutcome.Result(uri, Optional.empty(), Json.Members.EMPTY);
            }
        };
    }

    private WriteOutcome.Result put(AtUri uri, Json.Members record) {
        Cid cid = Cid.ofDagCbor(DagCbor.encode(JsonText.toRecord(record)));
        records.put(uri.toString(), new Stored(cid, record));
        Json.Members answer =
                Json.Members.builder()
                        .put("uri", uri.toString())
                        .put("cid", cid.toString())
                        .build();
        return new WriteOutcome.Result(uri, Optional.of(cid), answer);
    }
}
