package chancery.pds.repo;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.Value;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.repo.CommitPlan;
import chancery.atproto.repo.Head;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.Planned;
import chancery.atproto.repo.RepoState;
import chancery.atproto.repo.Write;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.sync.Event;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.atproto.syntax.TidClock;
import chancery.pds.expiry.ExpiryLog;
import chancery.pds.sequencer.EventLog;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.web.Refusal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes repositories: one at a time per repository, decided purely, then one durable batch with
/// blocks, rows, head and event. The head is compared and set, so that a writer elsewhere is
/// noticed and the decision made anew.
public final class RepoWriter {
    private static final int ATTEMPTS = 32;

    private final KeyValue store;
    private final SigningKeys keys;
    private final RepoLocks locks;
    private final TidClock tids;
    private final NodeCache nodes;
    private final ExpiryLog orphans;
    private final InstantSource clock;

    public RepoWriter(
            KeyValue store,
            SigningKeys keys,
            RepoLocks locks,
            TidClock tids,
            NodeCache nodes,
            ExpiryLog orphans,
            InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.locks = locks;
        this.tids = tids;
        this.nodes = nodes;
        this.orphans = orphans;
        this.clock = clock;
    }

    /// Does what the order decides, as one commit; durable with its event when this returns.
    ///
    /// @throws Refusal when the order, or the repository, refuses; nothing has changed then
    public Written write(Did did, CommitOrder order) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Written> written = locks.with(did, () -> attempt(did, order));
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw new Refusal(
                Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "Too many writers at once");
    }

    /// Adds an empty repository and the events of a new, active account to its first batch.
    public void createActive(Batch batch, Did did, Handle handle, PrivateKey key) {
        CommitPlan plan = createSilent(batch, did, key);
        Instant now = clock.instant();
        byte[] commitOnly = CarWriter.slice(plan.commit().cid(), List.of(plan.commit()));
        EventLog.append(batch, new Event.Identity(did, Optional.of(handle), now));
        EventLog.append(batch, new Event.Account(did, AccountStatus.ACTIVE, now));
        EventLog.append(batch, CommitBatch.event(plan, now));
        EventLog.append(
                batch, new Event.Sync(did, plan.after().rev(), Value.Bytes.wrap(commitOnly), now));
    }

    /// Adds an empty repository to the first batch of an account that takes no part yet.
    public CommitPlan createSilent(Batch batch, Did did, PrivateKey key) {
        BlockStore blocks = new BlockStore(store, did);
        RepoState empty = RepoState.genesis(did, blocks, nodes);
        if (CommitPlan.of(empty, List.of(), tids.next(), key::sign) instanceof CommitPlan plan) {
            new CommitBatch(store, plan, orphans).fill(batch, List.of());
            return plan;
        }
        throw new IllegalStateException("an empty repository was refused");
    }

    /// Empty when another writer was quicker. Reads that span its commit do not fit together, so
    /// what goes wrong then says nothing.
    private Optional<Written> attempt(Did did, CommitOrder order) {
        Key head = new RepoKeys(did).head();
        byte[] stored =
                store.get(head)
                        .orElseThrow(() -> new IllegalStateException(did + " has no repository"));
        try {
            return attempt(did, order, stored);
        } catch (Refusal | SyntaxException | IllegalStateException e) {
            if (store.get(head).filter(now -> Arrays.equals(now, stored)).isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Written> attempt(Did did, CommitOrder order, byte[] stored) {
        RepoKeys rows = new RepoKeys(did);
        Head head = HeadRow.decode(stored);
        List<Draft> drafts = order.decide(new StoreView(rows, head));
        if (drafts.isEmpty()) {
            return Optional.of(new Written.Unchanged());
        }
        CommitPlan plan = plan(did, head, drafts);
        Batch batch = new Batch().requireEqual(rows.head(), stored);
        new CommitBatch(store, plan, orphans).fill(batch, drafts);
        EventLog.append(batch, CommitBatch.event(plan, clock.instant()));
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> {
                plan.tree().saved();
                yield Optional.of(new Written.Committed(plan.after().commit(), plan.after().rev()));
            }
            case Outcome.Conflict _ -> Optional.empty();
        };
    }

    private CommitPlan plan(Did did, Head head, List<Draft> drafts) {
        RepoState state = RepoState.at(did, head, new BlockStore(store, did), nodes);
        Tid rev = tids.nextAfter(head.rev());
        List<Write> writes = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            writes.add(write(draft));
        }
        return switch (CommitPlan.of(state, writes, rev, keys.get(did)::sign)) {
            case CommitPlan plan -> plan;
            case Planned.Exists(var path) ->
                    throw new Refusal(
                            Refusal.Kind.CONFLICT,
                            "RecordAlreadyExists",
                            "Record already exists: " + uri(did, path));
            case Planned.Absent(var path) ->
                    throw Refusal.invalid(
                            "RecordNotFound", "Could not locate record: " + uri(did, path));
            case Planned.TooMany(var count) ->
                    throw Refusal.invalid("Too many writes").with("writes", count);
            case Planned.TooLarge(var bytes) ->
                    throw Refusal.invalid("Too many writes. Max event size: 2MB")
                            .with("bytes", bytes);
            case Planned.Crowded _ ->
                    throw Refusal.invalid("These record keys crowd the repository's tree");
        };
    }

    private static Write write(Draft draft) {
        return switch (draft) {
            case Draft.Create(var record) -> new Write.Create(record.path(), record.block());
            case Draft.Update(var record) -> new Write.Update(record.path(), record.block());
            case Draft.Delete(var path) -> new Write.Delete(path);
        };
    }

    private static String uri(Did did, RecordPath path) {
        return "at://" + did + "/" + path;
    }

    /// What a decision may know, read from the store.
    private final class StoreView implements CommitOrder.View {
        private final RepoKeys rows;
        private final Head head;

        StoreView(RepoKeys rows, Head head) {
            this.rows = rows;
            this.head = head;
        }

        @Override
        public Head head() {
            return head;
        }

        @Override
        public Optional<Cid> record(RecordPath path) {
            return store.get(rows.record(path)).map(row -> RecordRow.decode(row).cid());
        }

        @Override
        public List<RecordPath> linking(BackLink link) {
            List<RecordPath> found = new ArrayList<>();
            Range range = Range.prefix(rows.backLinks(link));
            try (Scan scan = store.scan(range, Direction.ASCENDING)) {
                while (scan.next()) {
                    found.add(rows.linkingRecord(link, scan.key()));
                }
            }
            return found;
        }
    }
}
