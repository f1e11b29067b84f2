package chancery.appview.index;

import chancery.appview.index.backfill.LocalRecords;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;
import chancery.store.StoreBusyException;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A host of repositories in memory, with the log of its events: what the real one looks like to
/// the index. Every account whose DID was written to is here.
public final class TestHost implements Repositories, EventSource, LocalRecords {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Map<Did, Map<RecordPath, Held>> repositories = new HashMap<>();
    private final List<Optional<Event>> log = new ArrayList<>();
    private int busy;
    private long revs = 1_700_000_000_000_000L;

    /// A record and the revision that wrote it.
    public record Held(Cid cid, Tid rev, Value.Map value) {}

    /// Writes a record and says so.
    public synchronized Held put(Did did, String path, String json) {
        Value.Map value = JsonText.toRecord(JsonText.parseObject(json));
        byte[] block = DagCbor.encode(value);
        Cid cid = Cid.ofDagCbor(block);
        Tid rev = Tid.of(revs++, 0);
        Held held = new Held(cid, rev, value);
        RecordPath at = RecordPath.parse(path);
        Held before = repository(did).put(at, held);
        RecordOp op =
                before == null
                        ? new RecordOp.Create(at, cid)
                        : new RecordOp.Update(at, cid, Optional.of(before.cid()));
        byte[] archive = CarWriter.slice(cid, List.of(new Block(cid, block)));
        append(commit(did, rev, cid, archive, op));
        return held;
    }

    /// Deletes a record and says so.
    public synchronized void delete(Did did, String path) {
        RecordPath at = RecordPath.parse(path);
        Held before = repository(did).remove(at);
        Tid rev = Tid.of(revs++, 0);
        Cid commit = Cid.ofDagCbor(rev.value().getBytes(StandardCharsets.UTF_8));
        RecordOp op = new RecordOp.Delete(at, Optional.ofNullable(before).map(Held::cid));
        append(commit(did, rev, commit, CarWriter.slice(commit, List.of()), op));
    }

    /// Says that the status of an account is another one.
    public synchronized void status(Did did, AccountStatus status) {
        if (status == AccountStatus.DELETED) {
            repositories.remove(did);
        }
        append(new Event.Account(did, status, TIME));
    }

    /// Appends an event that was erased at once.
    public synchronized void erased() {
        log.add(Optional.empty());
        notifyAll();
    }

    private static Event commit(Did did, Tid rev, Cid commit, byte[] archive, RecordOp op) {
        return new Event.Commit(
                did,
                commit,
                rev,
                Optional.empty(),
                Optional.empty(),
                Value.Bytes.wrap(archive),
                List.of(op),
                TIME);
    }

    private void append(Event event) {
        log.add(Optional.of(event));
        notifyAll();
    }

    private Map<RecordPath, Held> repository(Did did) {
        return repositories.computeIfAbsent(did, _ -> new HashMap<>());
    }

    /// All records of an account.
    public synchronized Map<RecordPath, Held> records(Did did) {
        return Map.copyOf(repositories.getOrDefault(did, Map.of()));
    }

    /// The newest number of the log.
    public synchronized long tail() {
        return log.size();
    }

    @Override
    public Events after(long cursor) {
        return new Events() {
            private long position = cursor;

            @Override
            public Optional<EventFrame> next(Duration wait) throws InterruptedException {
                synchronized (TestHost.this) {
                    if (position >= log.size()) {
                        TestHost.this.wait(wait.toMillis());
                    }
                    while (position < log.size()) {
                        Optional<Event> event = log.get((int) position++);
                        if (event.isPresent()) {
                            return Optional.of(new EventFrame.Sequenced(position, event.get()));
                        }
                    }
                    return Optional.empty();
                }
            }

            @Override
            public void close() {}
        };
    }

    /// Writes a record of which the log has nothing any longer.
    public synchronized void putSilently(Did did, String path, String json) {
        put(did, path, json);
        log.removeLast();
    }

    /// Lets the next reads of pages fail.
    public synchronized void busy(int times) {
        busy = times;
    }

    /// Says that the log cannot explain what a repository holds.
    public synchronized void resync(Did did) {
        Tid rev = Tid.of(revs++, 0);
        append(new Event.Sync(did, rev, Value.Bytes.wrap(new byte[0]), TIME));
    }

    @Override
    public synchronized void accounts(Consumer<Did> each) {
        repositories.keySet().forEach(each);
    }

    @Override
    public synchronized List<Found> page(
            Did did, Nsid collection, Optional<RecordKey> after, int max) {
        if (busy > 0) {
            busy--;
            throw new StoreBusyException("too many snapshots are open");
        }
        return new TreeMap<>(records(did))
                .entrySet().stream()
                        .filter(e -> e.getKey().collection().equals(collection))
                        .filter(e -> after.isEmpty() || e.getKey().key().compareTo(after.get()) > 0)
                        .limit(max)
                        .map(
                                e ->
                                        new Found(
                                                e.getKey(),
                                                e.getValue().cid(),
                                                JsonText.of(e.getValue().value())))
                        .toList();
    }

    @Override
    public synchronized boolean here(Did did) {
        return repositories.containsKey(did);
    }

    @Override
    public synchronized Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
        RecordPath path = new RecordPath(collection, key);
        return Optional.ofNullable(repositories.getOrDefault(did, Map.of()).get(path))
                .map(held -> new Stored(held.cid(), JsonText.of(held.value())));
    }

    @Override
    public WriteOutcome commit(Did did, List<RepoWrite> writes) {
        throw new UnsupportedOperationException("the index does not write");
    }

    @Override
    public <T> T inTurn(Did did, Supplier<T> work) {
        throw new UnsupportedOperationException("the index does not write");
    }

    @Override
    public Json.Members upload(Did did, String contentType, InputStream bytes) {
        throw new UnsupportedOperationException("the index does not write");
    }
}
