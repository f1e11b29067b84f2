package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The rules by which a history grows.
class PlcLogTest {
    private static final Instant NOW = GivenPlc.NOW;
    private static final PlcOperation CHANGE =
            GivenPlc.rename(GivenPlc.GENESIS.cid(), "alice.example.com", GivenPlc.ROTATION);

    @Test
    void registersAnAccount() {
        PlcLog log = GivenPlc.registered();

        assertThat(log.state()).contains(GivenPlc.STATE);
        assertThat(log.last().orElseThrow().cid()).isEqualTo(GivenPlc.cid("genesis"));
    }

    @Test
    void registersAnAccountOfTheOldKind() {
        PlcOperation legacy = PlcOperation.parse(GivenPlc.operation("legacy"));

        PlcLog log = GivenPlc.after(PlcLog.empty(legacy.genesisDid()), legacy, NOW);

        assertThat(log.state()).isEqualTo(legacy.state());
    }

    @Test
    void followsChangesToTheEnd() {
        PlcLog changed = GivenPlc.after(GivenPlc.registered(), CHANGE, NOW);
        PlcLog ended =
                GivenPlc.after(
                        changed, PlcOperation.tombstone(CHANGE.cid(), GivenPlc.ROTATION), NOW);

        assertThat(changed.state().flatMap(PlcState::handle))
                .contains(Handle.parse("alice.example.com"));
        assertThat(ended.state()).isEmpty();
        assertThat(ended.entries()).hasSize(3);
    }

    @Test
    void refusesFirstOperationsOfAnotherName() {
        PlcLog other = PlcLog.empty(Did.parse("did:plc:abcdefghijklmnopqrstuvwx"));

        assertRefused(other, GivenPlc.GENESIS, "does not match DID identifier: " + GivenPlc.DID);
    }

    @Test
    void refusesFirstOperationsThatFollowSomething() {
        PlcLog empty = PlcLog.empty(GivenPlc.DID);

        assertRefused(empty, CHANGE, "not correctly ordered");
        assertRefused(
                empty,
                PlcOperation.tombstone(CHANGE.cid(), GivenPlc.ROTATION),
                "not correctly ordered");
    }

    @Test
    void refusesFirstOperationsSignedByAnotherKey() {
        PlcOperation forged = PlcOperation.genesis(GivenPlc.STATE, GivenPlc.SIGNING);

        assertRefused(PlcLog.empty(forged.genesisDid()), forged, "Invalid signature");
    }

    @Test
    void refusesChangesSignedByAnotherKey() {
        PlcOperation forged = GivenPlc.rename(GivenPlc.GENESIS.cid(), "eve.test", GivenPlc.SIGNING);

        assertRefused(GivenPlc.registered(), forged, "Invalid signature");
    }

    @Test
    void refusesChangesThatFollowNothingKnown() {
        PlcOperation stray = GivenPlc.rename(CHANGE.cid(), "alice.test", GivenPlc.RECOVERY);

        assertRefused(GivenPlc.registered(), stray, "not correctly ordered");
        assertRefused(GivenPlc.registered(), GivenPlc.GENESIS, "not correctly ordered");
    }

    @Test
    void refusesChangesAfterTheEnd() {
        PlcOperation end = PlcOperation.tombstone(GivenPlc.GENESIS.cid(), GivenPlc.ROTATION);
        PlcLog ended = GivenPlc.after(GivenPlc.registered(), end, NOW);

        assertRefused(
                ended,
                GivenPlc.rename(end.cid(), "alice.test", GivenPlc.ROTATION),
                "not correctly ordered");
    }

    @Test
    void refusesKeysThatWereTakenAway() {
        PlcState without = GivenPlc.STATE.withRotationKeys(List.of(GivenPlc.RECOVERY.publicKey()));
        PlcOperation rotation =
                PlcOperation.change(GivenPlc.GENESIS.cid(), without, GivenPlc.RECOVERY);
        PlcLog rotated = GivenPlc.after(GivenPlc.registered(), rotation, NOW);

        assertRefused(
                rotated,
                GivenPlc.rename(rotation.cid(), "eve.test", GivenPlc.ROTATION),
                "Invalid signature");
    }

    @Test
    void letsAMorePowerfulKeyTakeBackWhatALesserDid() {
        PlcLog stolen = GivenPlc.after(GivenPlc.registered(), CHANGE, NOW);
        PlcOperation second = GivenPlc.rename(CHANGE.cid(), "eve.example.com", GivenPlc.ROTATION);
        PlcLog further = GivenPlc.after(stolen, second, NOW);
        PlcOperation recovery =
                GivenPlc.rename(GivenPlc.GENESIS.cid(), "home.test", GivenPlc.RECOVERY);

        PlcLog recovered = GivenPlc.after(further, recovery, NOW.plus(Duration.ofDays(3)));

        assertThat(recovered.entries())
                .extracting(PlcEntry::nullified)
                .containsExactly(false, true, true, false);
        assertThat(recovered.valid())
                .extracting(PlcEntry::operation)
                .containsExactly(GivenPlc.GENESIS, recovery);
        assertThat(recovered.state().flatMap(PlcState::handle)).contains(Handle.parse("home.test"));
        assertRefused(
                recovered,
                GivenPlc.rename(second.cid(), "eve.test", GivenPlc.ROTATION),
                "not correctly ordered");
    }

    @Test
    void endsTheRecoveryWindowAfter72Hours() {
        PlcLog stolen = GivenPlc.after(GivenPlc.registered(), CHANGE, NOW);
        PlcOperation recovery =
                GivenPlc.rename(GivenPlc.GENESIS.cid(), "home.test", GivenPlc.RECOVERY);

        PlcOutcome late = stolen.apply(recovery, NOW.plus(Duration.ofDays(3)).plusMillis(1));

        assertThat(late)
                .isInstanceOfSatisfying(
                        PlcOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains("72 hr"));
    }

    @Test
    void refusesTakingBackByTheSameOrALesserKey() {
        PlcOperation byRecovery =
                GivenPlc.rename(GivenPlc.GENESIS.cid(), "alice.example.com", GivenPlc.RECOVERY);
        PlcLog byStronger = GivenPlc.after(GivenPlc.registered(), byRecovery, NOW);
        PlcLog bySame = GivenPlc.after(GivenPlc.registered(), CHANGE, NOW);
        PlcOperation fork = GivenPlc.rename(GivenPlc.GENESIS.cid(), "eve.test", GivenPlc.ROTATION);

        assertRefused(byStronger, fork, "Invalid signature");
        assertRefused(bySame, fork, "Invalid signature");
    }

    @Test
    void letsAMorePowerfulKeyTakeBackTheEnd() {
        PlcOperation end = PlcOperation.tombstone(GivenPlc.GENESIS.cid(), GivenPlc.ROTATION);
        PlcLog ended = GivenPlc.after(GivenPlc.registered(), end, NOW);
        PlcOperation recovery =
                GivenPlc.rename(GivenPlc.GENESIS.cid(), "home.test", GivenPlc.RECOVERY);

        PlcLog recovered = GivenPlc.after(ended, recovery, NOW);

        assertThat(recovered.state()).isEqualTo(recovery.state());
    }

    @Test
    void takesOneToFiveDistinctRotationKeys() {
        List<PublicKey> five = keys(5);

        assertTaken(GivenPlc.STATE.withRotationKeys(five.subList(0, 1)));
        assertTaken(GivenPlc.STATE.withRotationKeys(five));
        assertRefusedState(GivenPlc.STATE.withRotationKeys(List.of()), "1 to 5 rotationKeys");
        assertRefusedState(GivenPlc.STATE.withRotationKeys(keys(6)), "1 to 5 rotationKeys");
        assertRefusedState(
                GivenPlc.STATE.withRotationKeys(List.of(five.get(0), five.get(0))),
                "Duplicate rotationKeys");
    }

    @Test
    void takesUpToTenAliases() {
        assertTaken(GivenPlc.STATE.withAlsoKnownAs(aliases(9)));
        assertTaken(GivenPlc.STATE.withAlsoKnownAs(aliases(10)));
        assertRefusedState(GivenPlc.STATE.withAlsoKnownAs(aliases(11)), "alsoKnownAs");
        assertRefusedState(
                GivenPlc.STATE.withAlsoKnownAs(List.of("at://a.test", "at://a.test")),
                "Duplicate alsoKnownAs");
    }

    @Test
    void takesUpToTenMethodsAndServices() {
        assertTaken(GivenPlc.STATE.withVerificationMethods(methods(10)));
        assertRefusedState(
                GivenPlc.STATE.withVerificationMethods(methods(11)), "verificationMethods");
        assertTaken(GivenPlc.STATE.withServices(services(10, 20)));
        assertRefusedState(GivenPlc.STATE.withServices(services(11, 20)), "services");
    }

    @Test
    void takesTextsUpToTheirLength() {
        assertTaken(GivenPlc.STATE.withAlsoKnownAs(List.of("x".repeat(512))));
        assertRefusedState(GivenPlc.STATE.withAlsoKnownAs(List.of("x".repeat(513))), "max 512");
        assertTaken(GivenPlc.STATE.withServices(services(1, 512)));
        assertRefusedState(GivenPlc.STATE.withServices(services(1, 513)), "max 512");
        assertTaken(GivenPlc.STATE.withServices(named("x".repeat(32))));
        assertRefusedState(GivenPlc.STATE.withServices(named("x".repeat(33))), "max 32");
    }

    @Test
    void takesOperationsUpToTheirSize() {
        PlcState large =
                GivenPlc.STATE.withAlsoKnownAs(texts(10, 490)).withServices(services(4, 490));
        PlcOperation operation = PlcOperation.genesis(large, GivenPlc.RECOVERY);
        int size = DagCbor.encode(operation.value()).length;
        PlcLog empty = PlcLog.empty(operation.genesisDid());

        assertThat(size).isBetween(7_000, 7_500);
        assertThat(empty.apply(operation, NOW, limit(size))).isInstanceOf(PlcOutcome.Applied.class);
        assertThat(empty.apply(operation, NOW, limit(size - 1)))
                .isInstanceOf(PlcOutcome.Refused.class);
        assertRefusedState(large.withServices(services(6, 490)), "7500 bytes");
    }

    @Test
    void writesTheAuditLog() {
        PlcEntry entry = GivenPlc.registered().entries().getFirst();

        Value.Map line = entry.value();

        assertThat(line.text("did")).contains(GivenPlc.DID.value());
        assertThat(line.text("cid")).contains(GivenPlc.cid("genesis").toString());
        assertThat(line.text("createdAt")).contains("2026-01-02T03:04:05.678Z");
        assertThat(line.map("operation")).contains(GivenPlc.operation("genesis"));
        assertThat(PlcEntry.parse(DagJson.parseMap(DagJson.write(line)))).isEqualTo(entry);
    }

    @Test
    void refusesLinesThatContradictThemselves() {
        Value.Map line = GivenPlc.registered().entries().getFirst().value();

        for (Value.Map bad :
                List.of(
                        line.with("cid", new Value.Text(GivenPlc.cid("change").toString())),
                        line.with("createdAt", new Value.Text("yesterday")),
                        line.without("nullified"),
                        line.without("operation"),
                        line.without("did"))) {
            assertThatThrownBy(() -> PlcEntry.parse(bad)).isInstanceOf(SyntaxException.class);
        }
    }

    private static void assertRefused(PlcLog log, PlcOperation operation, String message) {
        assertThat(log.apply(operation, NOW))
                .isInstanceOfSatisfying(
                        PlcOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains(message));
    }

    /// Signed by the recovery key, which need not be among the rotation keys.
    private static void assertRefusedState(PlcState state, String message) {
        PlcOperation operation = PlcOperation.genesis(state, GivenPlc.RECOVERY);

        assertRefused(PlcLog.empty(operation.genesisDid()), operation, message);
    }

    private static void assertTaken(PlcState state) {
        PlcOperation operation = PlcOperation.genesis(state, GivenPlc.RECOVERY);

        assertThat(PlcLog.empty(operation.genesisDid()).apply(operation, NOW))
                .isInstanceOf(PlcOutcome.Applied.class);
    }

    private static PlcLimits limit(int bytes) {
        return new PlcLimits(bytes, 5, 10, 32, 512);
    }

    private static List<PublicKey> keys(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<PublicKey> keys = new ArrayList<>(List.of(GivenPlc.RECOVERY.publicKey()));
        while (keys.size() < count) {
            keys.add(PrivateKey.generate(Curve.P256, random).publicKey());
        }
        return keys;
    }

    private static List<String> aliases(int count) {
        return texts(count, 20);
    }

    private static List<String> texts(int count, int length) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(("at://" + i + "x".repeat(length)).substring(0, length));
        }
        return texts;
    }

    private static SortedMap<String, Did> methods(int count) {
        SortedMap<String, Did> methods = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            methods.put("key" + i, Did.parse(GivenPlc.SIGNING.publicKey().toString()));
        }
        return methods;
    }

    private static SortedMap<String, PlcService> services(int count, int length) {
        SortedMap<String, PlcService> services = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            services.put("s" + i, new PlcService("Some", "x".repeat(length)));
        }
        return services;
    }

    private static SortedMap<String, PlcService> named(String id) {
        SortedMap<String, PlcService> services = new TreeMap<>();
        services.put(id, new PlcService("Some", "https://x.test"));
        return services;
    }
}
