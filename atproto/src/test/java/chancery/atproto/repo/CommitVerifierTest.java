package chancery.atproto.repo;

import static chancery.atproto.repo.GivenRepo.creates;
import static chancery.atproto.repo.GivenRepo.delete;
import static chancery.atproto.repo.GivenRepo.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.atproto.verify.CommitClaim;
import chancery.atproto.verify.CommitVerifier;
import chancery.atproto.verify.Verdict;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

final class CommitVerifierTest {
    private static final PrivateKey KEY = key(1);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final CommitVerifier VERIFIER =
            new CommitVerifier(RepoLimits.STANDARD, InstantSource.fixed(NOW));

    /// The order of secp256k1.
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    @Test
    void acceptsEachCommitOfARepository() {
        GivenRepo repo = new GivenRepo();

        assertValid(repo.commit());
        assertValid(repo.commit(creates("a", "one"), creates("b", "two")));
        assertValid(repo.commit(update("a", "three"), delete("b"), creates("c", "four")));
        assertValid(repo.commit());
    }

    @Test
    void k11RefusesOtherSignatures() {
        byte[] sig = KEY.sign(signedBy(KEY).unsigned());
        byte[] s = Arrays.copyOfRange(sig, 32, 64);
        byte[] highS = joined(Arrays.copyOf(sig, 32), fixed(ORDER.subtract(new BigInteger(1, s))));

        assertThat(signature(sig)).isInstanceOf(Verdict.Valid.class);
        assertThat(reason(signature(highS))).isEqualTo(Verdict.Reason.SIGNATURE);
        assertThat(reason(signature(new byte[64]))).isEqualTo(Verdict.Reason.SIGNATURE);
        assertThat(reason(signature(joined(fixed(ORDER), s)))).isEqualTo(Verdict.Reason.SIGNATURE);
    }

    @Test
    void k11RefusesAnotherKeyAndAnotherCurve() {
        CommitClaim claim = claim(signedBy(KEY));
        PrivateKey other = key(2);
        PrivateKey otherCurve = PrivateKey.of(Curve.P256, KEY.bytes());

        assertThat(reason(VERIFIER.verify(claim, other.publicKey()::verify)))
                .isEqualTo(Verdict.Reason.SIGNATURE);
        assertThat(reason(VERIFIER.verify(claim, otherCurve.publicKey()::verify)))
                .isEqualTo(Verdict.Reason.SIGNATURE);
    }

    @Test
    void k11RefusesAnotherAccount() {
        CommitClaim claim = claim(signedBy(KEY));
        CommitClaim other =
                new CommitClaim(
                        Did.parse("did:plc:other"),
                        claim.commit(),
                        claim.rev(),
                        claim.since(),
                        claim.prevData(),
                        claim.ops(),
                        claim.blocks());

        assertThat(reason(VERIFIER.verify(other, KEY.publicKey()::verify)))
                .isEqualTo(Verdict.Reason.OTHER_DID);
    }

    @Test
    void k11RefusesARevisionThatDoesNotGrowOrLiesAhead() {
        Tid rev = tid(0);

        assertThat(verdict(rev, rev, Optional.of(tid(-1)))).isInstanceOf(Verdict.Invalid.class);
        assertThat(reason(verdict(rev, rev, Optional.of(rev)))).isEqualTo(Verdict.Reason.REV);
        assertThat(reason(verdict(rev, rev, Optional.of(tid(1))))).isEqualTo(Verdict.Reason.REV);
        assertThat(reason(verdict(rev, tid(1), Optional.empty()))).isEqualTo(Verdict.Reason.REV);
        assertThat(verdict(tid(299), tid(299), Optional.empty())).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict(tid(300), tid(300), Optional.empty())).isInstanceOf(Verdict.Valid.class);
        assertThat(reason(verdict(tid(301), tid(301), Optional.empty())))
                .isEqualTo(Verdict.Reason.REV);
    }

    @Test
    void refusesChangesThatAreNotAllOrNotTrue() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));
        CommitPlan plan = repo.commit(creates("b", "two"), update("a", "three"));
        RepoOp both = plan.ops().getFirst();

        assertThat(reason(verdict(plan, List.of(both), plan.proof())))
                .isEqualTo(Verdict.Reason.CHANGES);
        assertThat(reason(verdict(plan, List.of(), plan.proof())))
                .isEqualTo(Verdict.Reason.CHANGES);
        assertThat(reason(verdict(plan, List.of(both, both), plan.proof())))
                .isEqualTo(Verdict.Reason.MALFORMED);
    }

    @Test
    void refusesAnArchiveThatLacksABlock() {
        GivenRepo repo = GivenRepo.withGenesis();
        CommitPlan plan = repo.commit(creates("a", "one"));
        List<Block> blocks = plan.proof();

        assertThat(reason(verdict(plan, plan.ops(), blocks.subList(1, 3))))
                .isEqualTo(Verdict.Reason.MALFORMED);
        assertThat(reason(verdict(plan, plan.ops(), List.of(blocks.get(0), blocks.get(2)))))
                .isEqualTo(Verdict.Reason.MALFORMED);
        assertThat(reason(verdict(plan, plan.ops(), blocks.subList(0, 2))))
                .isEqualTo(Verdict.Reason.RECORD_ABSENT);
    }

    @Test
    void commitsKeepTheirBytesAndVersion2IsRead() {
        Commit commit = signedBy(KEY);
        Commit old =
                new Commit(
                        commit.did(),
                        2,
                        commit.data(),
                        commit.rev(),
                        Optional.of(commit.data()),
                        commit.sig());

        assertThat(Commit.decode(commit.encode())).isEqualTo(commit);
        assertThat(Commit.decode(old.encode())).isEqualTo(old);
        assertThat(HexFormat.of().formatHex(commit.encode()))
                .startsWith("a663646964")
                .endsWith("6470726576f66776657273696f6e03");
    }

    @Test
    void refusesCommitsOfOtherShapes() {
        String good = HexFormat.of().formatHex(signedBy(KEY).encode());

        assertNoCommit(good.replace("6f6e03", "6f6e04"));
        assertNoCommit(good.replace("6f6e03", "6f6e1bffffffffffffffff"));
        assertNoCommit(good.replace("a663646964", "a563646964"));
        assertNoCommit(good + "00");
        assertNoCommit(good.substring(0, good.length() - 2));
        assertNoCommit(good.replace("6470726576f6", "6470726576f5"));
    }

    private static void assertNoCommit(String hex) {
        assertThatThrownBy(() -> Commit.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(SyntaxException.class);
    }

    private static void assertValid(CommitPlan plan) {
        assertThat(verdict(plan, plan.ops(), plan.proof())).isInstanceOf(Verdict.Valid.class);
    }

    private static Verdict verdict(CommitPlan plan, List<RepoOp> ops, List<Block> blocks) {
        CommitClaim claim =
                new CommitClaim(
                        plan.did(),
                        plan.commit().cid(),
                        plan.after().rev(),
                        plan.since(),
                        plan.prevData(),
                        ops,
                        Value.Bytes.wrap(CarWriter.slice(plan.commit().cid(), blocks)));
        return VERIFIER.verify(claim, GivenRepo.CHECK);
    }

    /// The verdict about a commit without records at `rev`, said to be at `claimed` after `since`.
    private static Verdict verdict(Tid rev, Tid claimed, Optional<Tid> since) {
        CommitClaim honest =
                claim(Commit.signed(GivenRepo.DID, MstNode.EMPTY.cid(), rev, KEY::sign));
        CommitClaim claim =
                new CommitClaim(
                        honest.did(),
                        honest.commit(),
                        claimed,
                        since,
                        honest.prevData(),
                        honest.ops(),
                        honest.blocks());
        return VERIFIER.verify(claim, KEY.publicKey()::verify);
    }

    private static Verdict signature(byte[] sig) {
        Commit signed = signedBy(KEY);
        Commit forged =
                new Commit(
                        signed.did(),
                        3,
                        signed.data(),
                        signed.rev(),
                        Optional.empty(),
                        Value.Bytes.of(sig));
        return VERIFIER.verify(claim(forged), KEY.publicKey()::verify);
    }

    private static Commit signedBy(PrivateKey key) {
        return Commit.signed(GivenRepo.DID, MstNode.EMPTY.cid(), tid(0), key::sign);
    }

    private static CommitClaim claim(Commit commit) {
        Block block = Block.ofDagCbor(commit.encode());
        byte[] car = CarWriter.slice(block.cid(), List.of(block, MstNode.EMPTY.block()));
        return new CommitClaim(
                commit.did(),
                block.cid(),
                commit.rev(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Value.Bytes.wrap(car));
    }

    private static Verdict.Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        return ((Verdict.Invalid) verdict).reason();
    }

    private static PrivateKey key(int seed) {
        return PrivateKey.of(Curve.K256, Cid.ofRaw(new byte[] {(byte) seed}).digest());
    }

    private static Tid tid(long secondsAhead) {
        return Tid.of((NOW.getEpochSecond() + secondsAhead) * 1_000_000, 1);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return out;
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] out = Arrays.copyOf(left, 64);
        System.arraycopy(right, 0, out, 32, 32);
        return out;
    }
}
