package chancery.atproto.verify;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.Inversion;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.MstNode;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Checks a commit as a follower does, with nothing but the event and the key: signature, account,
/// revision, records, and that the changes undone give the tree before. Whether `since` and
/// `prevData` continue what the follower has is the follower's to check. Source: the specification,
/// "Sync".
public final class CommitVerifier {
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private final RepoLimits limits;
    private final InstantSource clock;

    public CommitVerifier(RepoLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// Whether this claim holds under this key.
    public Verdict verify(CommitClaim claim, Commit.SignatureCheck key) {
        try {
            Map<Cid, byte[]> blocks = blocks(claim);
            byte[] bytes = blocks.get(claim.commit());
            if (bytes == null) {
                return new Verdict.Invalid(Verdict.Reason.MALFORMED, "lacks the commit");
            }
            Commit commit = Commit.decode(bytes);
            return problem(claim, commit, blocks, key)
                    .<Verdict>map(reason -> new Verdict.Invalid(reason, claim.commit().toString()))
                    .orElseGet(() -> new Verdict.Valid(commit));
        } catch (SyntaxException e) {
            return new Verdict.Invalid(Verdict.Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Map<Cid, byte[]> blocks(CommitClaim claim) {
        if (claim.blocks().size() > limits.eventBytesMax()) {
            throw new SyntaxException(
                    "Invalid commit: more than " + limits.eventBytesMax() + " bytes");
        }
        try {
            CarReader car =
                    new CarReader(new ByteArrayInputStream(claim.blocks().toArray()), limits);
            if (!car.root().equals(claim.commit())) {
                throw new SyntaxException("Invalid commit: the archive has another root");
            }
            return car.remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Verdict.Reason> problem(
            CommitClaim claim, Commit commit, Map<Cid, byte[]> blocks, Commit.SignatureCheck key) {
        if (!commit.did().equals(claim.did())) {
            return Optional.of(Verdict.Reason.OTHER_DID);
        }
        if (!revHolds(claim, commit)) {
            return Optional.of(Verdict.Reason.REV);
        }
        if (!commit.signedBy(key)) {
            return Optional.of(Verdict.Reason.SIGNATURE);
        }
        if (!recordsPresent(claim, blocks)) {
            return Optional.of(Verdict.Reason.RECORD_ABSENT);
        }
        Cid expected = claim.prevData().orElseGet(() -> MstNode.EMPTY.cid());
        boolean explained = claim.since().isPresent() == claim.prevData().isPresent();
        return explained && rootBefore(claim, commit, blocks).equals(expected)
                ? Optional.empty()
                : Optional.of(Verdict.Reason.CHANGES);
    }

    private boolean revHolds(CommitClaim claim, Commit commit) {
        Instant latest = clock.instant().plus(AHEAD_MAX);
        long micros = commit.rev().micros();
        Instant at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
        return commit.rev().equals(claim.rev())
                && claim.since().map(since -> since.compareTo(commit.rev()) < 0).orElse(true)
                && !at.isAfter(latest);
    }

    private static boolean recordsPresent(CommitClaim claim, Map<Cid, byte[]> blocks) {
        for (RepoOp op : claim.ops()) {
            boolean present =
                    switch (op) {
                        case RepoOp.Create(_, var cid) -> blocks.containsKey(cid);
                        case RepoOp.Update(_, var cid, _) -> blocks.containsKey(cid);
                        case RepoOp.Delete _ -> true;
                    };
            if (!present) {
                return false;
            }
        }
        return true;
    }

    private Cid rootBefore(CommitClaim claim, Commit commit, Map<Cid, byte[]> blocks) {
        Mst after = Mst.at(commit.data(), BlockSource.of(blocks), NodeCache.NONE, limits);
        return Inversion.rootBefore(after, claim.ops());
    }
}
