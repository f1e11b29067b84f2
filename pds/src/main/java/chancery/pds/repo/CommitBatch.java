package chancery.pds.repo;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.CommitPlan;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.expiry.ExpiryLog;
import chancery.store.Batch;
import chancery.store.KeyValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns a plan into the rows of one batch: blocks with their holders, record rows, links to other
/// records and to blobs, and the head. For one plan.
final class CommitBatch {
    private final KeyValue store;
    private final CommitPlan plan;
    private final ExpiryLog orphans;
    private final RepoKeys rows;
    private final Map<Cid, Integer> holders = new HashMap<>();
    private final Map<Cid, byte[]> records = new HashMap<>();

    CommitBatch(KeyValue store, CommitPlan plan, ExpiryLog orphans) {
        this.store = store;
        this.plan = plan;
        this.orphans = orphans;
        this.rows = new RepoKeys(plan.did());
    }

    /// The event of a commit.
    static Event event(CommitPlan plan, Instant now) {
        List<RecordOp> ops = new ArrayList<>(plan.ops().size());
        for (RepoOp op : plan.ops()) {
            ops.add(
                    switch (op) {
                        case RepoOp.Create(var key, var cid) ->
                                new RecordOp.Create(key.path(), cid);
                        case RepoOp.Update(var key, var cid, var prev) ->
                                new RecordOp.Update(key.path(), cid, Optional.of(prev));
                        case RepoOp.Delete(var key, var prev) ->
                                new RecordOp.Delete(key.path(), Optional.of(prev));
                    });
        }
        return new Event.Commit(
                plan.did(),
                plan.after().commit(),
                plan.after().rev(),
                plan.since(),
                plan.prevData(),
                Value.Bytes.wrap(plan.eventBlocks()),
                ops,
                now);
    }

    /// Adds everything but conditions and event to the batch.
    void fill(Batch batch, List<Draft> drafts) {
        Map<RecordPath, PreparedRecord> prepared = prepared(drafts);
        BlobChanges blobs = new BlobChanges(store, plan.did(), orphans);
        for (RepoOp op : plan.ops()) {
            apply(batch, op, prepared, blobs);
        }
        blobs.fill(batch, plan.after().rev());
        blocks(batch);
        batch.put(rows.head(), HeadRow.encode(plan.after()));
    }

    private static Map<RecordPath, PreparedRecord> prepared(List<Draft> drafts) {
        Map<RecordPath, PreparedRecord> last = HashMap.newHashMap(drafts.size());
        for (Draft draft : drafts) {
            switch (draft) {
                case Draft.Create(var record) -> last.put(record.path(), record);
                case Draft.Update(var record) -> last.put(record.path(), record);
                case Draft.Delete(var path) -> last.remove(path);
            }
        }
        return last;
    }

    private void apply(
            Batch batch, RepoOp op, Map<RecordPath, PreparedRecord> prepared, BlobChanges blobs) {
        RecordPath path = op.key().path();
        switch (op) {
            case RepoOp.Create _ -> add(batch, required(prepared, path), blobs);
            case RepoOp.Update(_, _, var prev) -> {
                remove(batch, path, prev, blobs);
                add(batch, required(prepared, path), blobs);
            }
            case RepoOp.Delete(_, var prev) -> {
                remove(batch, path, prev, blobs);
                batch.delete(rows.record(path));
            }
        }
    }

    private void add(Batch batch, PreparedRecord record, BlobChanges blobs) {
        holders.merge(record.cid(), 1, Integer::sum);
        records.put(record.cid(), record.bytes());
        RecordRow row = new RecordRow(record.cid(), plan.after().rev());
        batch.put(rows.record(record.path()), row.encode());
        record.backLink()
                .ifPresent(link -> batch.put(rows.backLink(link, record.path()), new byte[0]));
        blobs.add(record.path(), record.blobs());
    }

    private void remove(Batch batch, RecordPath path, Cid prev, BlobChanges blobs) {
        holders.merge(prev, -1, Integer::sum);
        Value.Map old = oldRecord(path, prev);
        BackLink.of(path.collection(), old)
                .ifPresent(link -> batch.delete(rows.backLink(link, path)));
        blobs.remove(path, BlobLink.typed(old));
    }

    private Value.Map oldRecord(RecordPath path, Cid cid) {
        byte[] row =
                store.get(rows.block(cid))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the block of " + path + " is missing"));
        if (DagCbor.decode(BlockRow.block(row)) instanceof Value.Map record) {
            return record;
        }
        throw new IllegalStateException("the stored record " + path + " is no map");
    }

    private void blocks(Batch batch) {
        for (Block block : plan.changes().added()) {
            if (!records.containsKey(block.cid())) {
                batch.put(
                        rows.block(block.cid()),
                        BlockRow.encode(1, plan.after().rev(), block.bytes()));
            }
        }
        for (Cid dropped : plan.changes().dropped()) {
            batch.delete(rows.block(dropped));
        }
        holders.forEach((cid, change) -> hold(batch, cid, change));
    }

    private static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the plan names what nobody asked for: " + key);
        }
        return value;
    }

    /// A record's block stays while any key of the tree holds it.
    private void hold(Batch batch, Cid cid, int change) {
        if (change == 0) {
            return;
        }
        Optional<byte[]> stored = store.get(rows.block(cid));
        int before = stored.map(row -> BlockRow.decode(row).holders()).orElse(0);
        int after = before + change;
        if (after < 0) {
            throw new IllegalStateException("block " + cid + " has fewer holders than keys");
        }
        if (after == 0) {
            batch.delete(rows.block(cid));
        } else if (stored.isPresent()) {
            batch.put(rows.block(cid), BlockRow.decode(stored.get()).withHolders(after));
        } else {
            byte[] bytes = required(records, cid);
            batch.put(rows.block(cid), BlockRow.encode(after, plan.after().rev(), bytes));
        }
    }
}
