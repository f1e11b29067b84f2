package chancery.pds.verify;

import chancery.atproto.repo.Commit;
import chancery.atproto.repo.Head;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.sync.StoredEvent;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.atproto.verify.CarReader;
import chancery.atproto.verify.CommitClaim;
import chancery.atproto.verify.CommitVerifier;
import chancery.atproto.verify.Verdict;
import chancery.pds.repo.SigningKeys;
import chancery.pds.sequencer.EventLog;
import chancery.store.KeyValue;
import chancery.store.Log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proves the event log as a follower who trusts nothing: numbers grow, every commit is signed, its
/// changes undone give the tree before, each continues the one before, and the last is where the
/// repository stands.
final class LogProof {
    private static final int PAGE = 500;
    private static final long PAGE_BYTES = 8 << 20;

    private final KeyValue store;
    private final SigningKeys keys;
    private final Map<Did, Head> heads;
    private final CommitVerifier verifier;
    private final Map<Did, Place> places = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long last;
    private long events;

    LogProof(KeyValue store, SigningKeys keys, Map<Did, Head> heads, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.heads = heads;
        this.verifier = new CommitVerifier(RepoLimits.STANDARD, clock);
    }

    /// Where the log left a repository.
    private record Place(Cid commit, Tid rev, Cid data) {}

    /// Looks at every event.
    Finding run() {
        Log log = store.log(EventLog.NAME);
        List<Log.Entry> page = log.after(0, PAGE, PAGE_BYTES);
        while (!page.isEmpty()) {
            page.forEach(this::prove);
            page = log.after(last, PAGE, PAGE_BYTES);
        }
        heads.forEach(this::ends);
        return new Finding("events", events, faults);
    }

    private void prove(Log.Entry entry) {
        if (entry.position() <= last) {
            faults.add("event " + entry.position() + " comes after " + last);
        }
        last = entry.position();
        events++;
        try {
            Event event = StoredEvent.decode(entry.value()).sequenced(last).event();
            switch (event) {
                case Event.Commit commit -> commit(commit);
                case Event.Sync sync -> sync(sync);
                case Event.Identity _, Event.Account _ -> {}
            }
        } catch (SyntaxException e) {
            faults.add("event " + last + " cannot be read: " + e.getMessage());
        }
    }

    private void commit(Event.Commit event) {
        if (!heads.containsKey(event.did())) {
            return;
        }
        Optional<Place> before = Optional.ofNullable(places.get(event.did()));
        boolean continues =
                before.map(
                                place ->
                                        event.since().equals(Optional.of(place.rev()))
                                                && event.prevData()
                                                        .equals(Optional.of(place.data())))
                        .orElse(true);
        if (!continues) {
            faults.add("event " + last + " does not continue the one before of " + event.did());
        }
        Verdict verdict = verifier.verify(claim(event), keys.get(event.did()).publicKey()::verify);
        if (verdict instanceof Verdict.Invalid(var reason, var detail)) {
            faults.add("event " + last + " of " + event.did() + ": " + reason + ", " + detail);
        }
        remember(event.did(), event.blocks().toArray());
    }

    private void sync(Event.Sync event) {
        if (heads.containsKey(event.did())) {
            remember(event.did(), event.blocks().toArray());
        }
    }

    private void remember(Did did, byte[] archive) {
        try {
            CarReader car = new CarReader(new ByteArrayInputStream(archive), RepoLimits.STANDARD);
            Cid root = car.root();
            byte[] block = car.remaining().get(root);
            if (block != null) {
                Commit commit = Commit.decode(block);
                places.put(did, new Place(root, commit.rev(), commit.data()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private void ends(Did did, Head head) {
        Place place = places.get(did);
        if (place != null && !place.commit().equals(head.commit())) {
            faults.add("the log leaves " + did + " at another commit than its head");
        }
    }

    private static CommitClaim claim(Event.Commit event) {
        return new CommitClaim(
                event.did(),
                event.commit(),
                event.rev(),
                event.since(),
                event.prevData(),
                event.ops().stream().map(LogProof::op).toList(),
                event.blocks());
    }

    private static RepoOp op(RecordOp op) {
        MstKey key = MstKey.of(op.path());
        return switch (op) {
            case RecordOp.Create(_, var cid) -> new RepoOp.Create(key, cid);
            case RecordOp.Update(_, var cid, var prev) ->
                    new RepoOp.Update(key, cid, prev.orElseThrow(LogProof::unknown));
            case RecordOp.Delete(_, var prev) ->
                    new RepoOp.Delete(key, prev.orElseThrow(LogProof::unknown));
        };
    }

    private static SyntaxException unknown() {
        return new SyntaxException("a change does not say what was there before");
    }
}
