package chancery.appview.feed;

import chancery.appview.feed.SigningKeys.Recent;
import chancery.appview.index.Change;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.atproto.verify.CarReader;
import chancery.atproto.verify.CommitClaim;
import chancery.atproto.verify.CommitVerifier;
import chancery.atproto.verify.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what commits of others are worth. Remembered is how far each repository is that had a
/// wanted record; a commit that does not continue it is a gap, after which the repository has to be
/// read again. For one thread.
final class Commits {
    private final Registry registry;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final CommitVerifier verifier;
    private final Map<Did, Reached> reached;

    /// How far a repository is.
    ///
    /// @param data the root of its tree; empty when it could not be checked, and has to be read
    ///     again
    private record Reached(Tid rev, Optional<Cid> data) {}

    Commits(Registry registry, SigningKeys keys, InstantSource clock, AppViewLimits.Feeds limits) {
        this.registry = registry;
        this.keys = keys;
        this.clock = clock;
        this.verifier = new CommitVerifier(RepoLimits.STANDARD, clock);
        this.reached = new Recent<>(limits.repositoriesMax());
    }

    /// Looks up the keys that these events need, all at the same time.
    void prepare(List<Event> events) {
        keys.prepare(events.stream().filter(this::matters).map(Event::did).toList());
    }

    private boolean matters(Event event) {
        return switch (event) {
            case Event.Commit commit -> matters(commit);
            case Event.Sync _ -> true;
            case Event.Identity _, Event.Account _ -> false;
        };
    }

    private boolean matters(Event.Commit commit) {
        return reached.containsKey(commit.did())
                || commit.ops().stream().anyMatch(op -> wanted(op.path()));
    }

    private boolean wanted(RecordPath path) {
        return path.collection().value().equals(Wanted.SCHEMAS)
                || registry.snapshot().indexes(path.collection());
    }

    /// An account may have another key.
    void forget(Did did) {
        keys.forget(did);
    }

    /// What this commit changes here.
    ///
    /// @throws SyntaxException when it is not to be believed
    List<Change> read(Event.Commit event) {
        if (!matters(event)) {
            return List.of();
        }
        Reached before = reached.get(event.did());
        if (before != null && event.rev().compareTo(before.rev) <= 0) {
            throw new SyntaxException("Invalid commit: the revision goes back");
        }
        Optional<List<RepoOp>> ops = invertible(event.ops());
        if (ops.isEmpty() || keys.find(event.did()).isEmpty()) {
            return unchecked(event.did(), before);
        }
        Commit commit = verified(claim(event, ops.get()));
        List<Change> changes =
                before == null || continues(event, before)
                        ? changes(event)
                        : List.of(new Change.Resync(event.did()));
        reached.put(event.did(), new Reached(event.rev(), Optional.of(commit.data())));
        return changes;
    }

    /// The state that this event declares.
    ///
    /// @throws SyntaxException when it is not to be believed
    List<Change> read(Event.Sync event) {
        Reached before = reached.get(event.did());
        if (before != null && event.rev().compareTo(before.rev) <= 0) {
            throw new SyntaxException("Invalid sync: the revision goes back");
        }
        if (keys.find(event.did()).isEmpty()) {
            return unchecked(event.did(), before);
        }
        Commit commit = declared(event);
        Optional<Cid> data = Optional.of(commit.data());
        reached.put(event.did(), new Reached(event.rev(), data));
        return before != null && before.data.equals(data)
                ? List.of()
                : List.of(new Change.Resync(event.did()));
    }

    /// Something happened that cannot be checked: the repository has to be read again, once.
    private List<Change> unchecked(Did did, @Nullable Reached before) {
        if (before != null && before.data.isEmpty()) {
            return List.of();
        }
        Tid known = before == null ? Tid.of(0, 0) : before.rev;
        reached.put(did, new Reached(known, Optional.empty()));
        return List.of(new Change.Resync(did));
    }

    private static boolean continues(Event.Commit event, Reached before) {
        return event.since().equals(Optional.of(before.rev))
                && before.data.isPresent()
                && event.prevData().equals(before.data);
    }

    /// The operations with what was there before; empty when the host did not say.
    private static Optional<List<RepoOp>> invertible(List<RecordOp> ops) {
        List<RepoOp> all = new ArrayList<>();
        for (RecordOp op : ops) {
            MstKey key = MstKey.of(op.path());
            switch (op) {
                case RecordOp.Create(_, var cid) -> all.add(new RepoOp.Create(key, cid));
                case RecordOp.Update(_, var cid, var prev) ->
                        prev.ifPresent(was -> all.add(new RepoOp.Update(key, cid, was)));
                case RecordOp.Delete(_, var prev) ->
                        prev.ifPresent(was -> all.add(new RepoOp.Delete(key, was)));
            }
        }
        return all.size() == ops.size() ? Optional.of(all) : Optional.empty();
    }

    private static CommitClaim claim(Event.Commit event, List<RepoOp> ops) {
        return new CommitClaim(
                event.did(),
                event.commit(),
                event.rev(),
                event.since(),
                event.prevData(),
                ops,
                event.blocks());
    }

    private Commit verified(CommitClaim claim) {
        Verdict verdict = verifier.verify(claim, check(keys.find(claim.did())));
        if (verdict instanceof Verdict.Invalid(var reason, _)
                && reason == Verdict.Reason.SIGNATURE) {
            verdict = verifier.verify(claim, check(keys.refresh(claim.did())));
        }
        return switch (verdict) {
            case Verdict.Valid(var commit) -> commit;
            case Verdict.Invalid(var reason, _) ->
                    throw new SyntaxException("Invalid commit: " + reason);
        };
    }

    private static Commit.SignatureCheck check(Optional<PublicKey> key) {
        return (bytes, sig) -> key.filter(known -> known.verify(bytes, sig)).isPresent();
    }

    private Commit declared(Event.Sync event) {
        CarReader car = open(event.blocks());
        byte[] bytes = blocks(car).get(car.root());
        if (bytes == null) {
            throw new SyntaxException("Invalid sync: lacks the commit");
        }
        Commit commit = Commit.decode(bytes);
        if (!commit.did().equals(event.did()) || !commit.rev().equals(event.rev())) {
            throw new SyntaxException("Invalid sync: of another commit");
        }
        if (!commit.signedBy(check(keys.find(event.did())))
                && !commit.signedBy(check(keys.refresh(event.did())))) {
            throw new SyntaxException("Invalid sync: " + Verdict.Reason.SIGNATURE);
        }
        return commit;
    }

    private List<Change> changes(Event.Commit event) {
        Map<Cid, byte[]> blocks = blocks(open(event.blocks()));
        Optional<String> rev = Optional.of(event.rev().value());
        Instant at = at(event.rev());
        List<Change> changes = new ArrayList<>();
        for (RecordOp op : event.ops()) {
            if (wanted(op.path())) {
                Optional<Cid> cid = after(op);
                changes.add(
                        cid.isEmpty()
                                ? new Change.Delete(event.did(), op.path(), rev, at)
                                : new Change.Put(
                                        event.did(),
                                        op.path(),
                                        record(blocks, cid.get()),
                                        cid,
                                        rev,
                                        at));
            }
        }
        return changes;
    }

    private static Optional<Cid> after(RecordOp op) {
        return switch (op) {
            case RecordOp.Create(_, var cid) -> Optional.of(cid);
            case RecordOp.Update(_, var cid, _) -> Optional.of(cid);
            case RecordOp.Delete _ -> Optional.empty();
        };
    }

    /// A record among the blocks; the verifier has seen that it is there.
    private static Json.Members record(Map<Cid, byte[]> blocks, Cid cid) {
        byte[] bytes = blocks.get(cid);
        if (bytes != null && DagCbor.decode(bytes) instanceof Value.Map record) {
            return JsonText.of(record);
        }
        throw new SyntaxException("Invalid commit: a record is no map");
    }

    /// When this revision was written, as far as that can be.
    private Instant at(Tid rev) {
        Instant now = clock.instant();
        Instant written = Instant.EPOCH.plus(rev.micros(), ChronoUnit.MICROS);
        return written.isAfter(now) ? now : written;
    }

    private static CarReader open(Value.Bytes blocks) {
        try {
            return new CarReader(new ByteArrayInputStream(blocks.toArray()), RepoLimits.STANDARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Cid, byte[]> blocks(CarReader car) {
        try {
            return car.remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
