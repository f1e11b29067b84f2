package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;

/// Operations against the vectors, and against everything that is none.
class PlcOperationTest {
    @Test
    void namesTheAccountOfTheVectors() {
        PlcOperation.Change genesis = GivenPlc.GENESIS;

        assertThat(genesis.value()).isEqualTo(GivenPlc.operation("genesis"));
        assertThat(genesis.cid()).isEqualTo(GivenPlc.cid("genesis"));
        assertThat(genesis.genesisDid().value()).isEqualTo(GivenPlc.text("genesis", "did"));
    }

    @Test
    void signsTheOtherOperationsOfTheVectors() {
        PlcOperation change =
                GivenPlc.rename(GivenPlc.cid("genesis"), "alice.example.com", GivenPlc.RECOVERY);
        PlcOperation tombstone = PlcOperation.tombstone(GivenPlc.cid("change"), GivenPlc.RECOVERY);

        assertThat(change.value()).isEqualTo(GivenPlc.operation("change"));
        assertThat(change.cid()).isEqualTo(GivenPlc.cid("change"));
        assertThat(tombstone.value()).isEqualTo(GivenPlc.operation("tombstone"));
        assertThat(tombstone.cid()).isEqualTo(GivenPlc.cid("tombstone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"genesis", "change", "tombstone", "legacy"})
    void readsBackWhatItWrites(String name) {
        PlcOperation operation = PlcOperation.parse(GivenPlc.operation(name));

        byte[] json = DagJson.write(operation.value());

        assertThat(PlcOperation.parse(DagJson.parseMap(json))).isEqualTo(operation);
        assertThat(operation.cid()).isEqualTo(GivenPlc.cid(name));
    }

    @Test
    void readsAccountsOfTheOldKind() {
        PlcOperation legacy = PlcOperation.parse(GivenPlc.operation("legacy"));

        PlcState state = legacy.state().orElseThrow();

        assertThat(legacy.genesisDid().value()).isEqualTo(GivenPlc.text("legacy", "did"));
        assertThat(state.rotationKeys())
                .containsExactly(GivenPlc.RECOVERY.publicKey(), GivenPlc.SIGNING.publicKey());
        assertThat(state.handle()).contains(Handle.parse("bob.test"));
        assertThat(state.pds()).contains(PlcService.pds("https://pds.example.com"));
        assertThat(legacy.signer(state.rotationKeys())).contains(GivenPlc.SIGNING.publicKey());
    }

    @Property(tries = 20)
    void verifiesWhatAnyKeySigned(@ForAll long seed, @ForAll Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, new SplittableRandom(seed));

        PlcOperation operation =
                PlcOperation.genesis(
                        GivenPlc.STATE.withRotationKeys(List.of(key.publicKey())), key);

        assertThat(operation.signer(List.of(GivenPlc.ROTATION.publicKey(), key.publicKey())))
                .contains(key.publicKey());
        assertThat(DidPlc.valid(operation.genesisDid())).isTrue();
    }

    @Property(tries = 100)
    void knowsNoSignerOfAChangedSignature(
            @ForAll @IntRange(max = 85) int place, @ForAll char written) {
        StringBuilder sig = new StringBuilder(GivenPlc.GENESIS.sig());
        sig.setCharAt(place, written == sig.charAt(place) ? '*' : written);

        PlcOperation forged =
                new PlcOperation.Change(GivenPlc.STATE, GivenPlc.GENESIS.prev(), sig.toString());

        assertThat(forged.signer(GivenPlc.STATE.rotationKeys())).isEmpty();
    }

    @Property(tries = 300)
    void refusesDamageWithAWordAboutTheSyntax(
            @ForAll boolean legacy, @ForAll int place, @ForAll byte damage) {
        byte[] json = DagJson.write(GivenPlc.operation(legacy ? "legacy" : "genesis"));
        json[Math.floorMod(place, json.length)] = damage;

        try {
            PlcOperation operation = PlcOperation.parse(DagJson.parseMap(json));
            assertThat(PlcOperation.parse(operation.value())).isEqualTo(operation);
        } catch (SyntaxException e) {
            assertThat(e).hasMessageStartingWith("Invalid");
        }
    }

    @Test
    void knowsNoSignerOfOtherSpellings() {
        String sig = GivenPlc.GENESIS.sig();

        assertUnsigned(sig + "=");
        assertUnsigned(sig + "==");
        assertUnsigned(sig.replace('-', '+').replace('_', '/'));
        assertUnsigned(sig.substring(0, 85));
        assertUnsigned(sig.substring(0, 85) + "h");
        assertUnsigned("");
    }

    @Test
    void knowsNoSignerOfTheOtherHalf() {
        String high =
                "5DM6gwrjcRTS-V7mj39xVS5iJMTpwwAera0zA0lW-DzeZvyhrBPnhU1qb3dKtdkuVCJ1qP5QJjVR-im"
                        + "wVn6nPw";

        assertUnsigned(high);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "rotationKeys",
                "verificationMethods",
                "alsoKnownAs",
                "services",
                "prev",
                "sig"
            })
    void refusesChangesWithoutAMember(String member) {
        Value.Map genesis = GivenPlc.operation("genesis");

        assertRefused(genesis.without(member));
        assertRefused(genesis.with(member, new Value.Int(1)));
        assertRefused(genesis.with(member, new Value.Array(List.of(new Value.Int(1)))));
    }

    @Test
    void refusesMembersThatItDoesNotKnow() {
        Value.Map genesis = GivenPlc.operation("genesis");
        Value.Map tombstone = GivenPlc.operation("tombstone");
        Value.Map legacy = GivenPlc.operation("legacy");

        assertRefused(genesis.with("more", new Value.Text("x")));
        assertRefused(tombstone.with("services", Value.Map.EMPTY));
        assertRefused(legacy.with("rotationKeys", new Value.Array(List.of())));
    }

    @Test
    void refusesKeysThatAreNone() {
        Value.Map genesis = GivenPlc.operation("genesis");
        Value bad = new Value.Text("did:key:zQ3shbad");
        Value plc = new Value.Text("did:plc:abcdefghijklmnopqrstuvwx");

        assertRefused(genesis.with("rotationKeys", new Value.Array(List.of(bad))));
        assertRefused(genesis.with("rotationKeys", new Value.Array(List.of(plc))));
        assertRefused(genesis.with("verificationMethods", Value.Map.of("atproto", plc)));
        assertRefused(GivenPlc.operation("legacy").with("signingKey", bad));
        assertRefused(GivenPlc.operation("legacy").with("recoveryKey", plc));
    }

    @Test
    void refusesServicesThatAreNone() {
        Value.Map genesis = GivenPlc.operation("genesis");
        Value.Map typed = Value.Map.of("type", new Value.Text("X"));

        assertRefused(genesis.with("services", Value.Map.of("x", new Value.Text("https://x"))));
        assertRefused(genesis.with("services", Value.Map.of("x", typed)));
        assertRefused(
                genesis.with(
                        "services",
                        Value.Map.of(
                                "x",
                                typed.with("endpoint", new Value.Text("https://x"))
                                        .with("more", new Value.Int(1)))));
    }

    @Test
    void refusesPredecessorsThatAreNone() {
        assertRefused(GivenPlc.operation("change").with("prev", new Value.Text("bafy")));
        assertRefused(GivenPlc.operation("tombstone").with("prev", Value.Null.NULL));
        assertRefused(
                GivenPlc.operation("legacy")
                        .with("prev", new Value.Text(GivenPlc.cid("genesis").toString())));
        assertRefused(
                GivenPlc.operation("change").with("prev", new Value.Link(GivenPlc.cid("genesis"))));
    }

    @Test
    void keepsVerificationKeysOfOtherCurves() {
        Did ed25519 = Did.parse("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
        Value.Map methods = Value.Map.of("atproto", new Value.Text(ed25519.value()));

        PlcState state =
                PlcState.parse(GivenPlc.operation("genesis").with("verificationMethods", methods));

        assertThat(state.verificationMethods()).containsEntry("atproto", ed25519);
        assertThat(state.signingKey()).isEmpty();
    }

    @Test
    void knowsWhichNamesAreOfTheMethod() {
        assertThat(DidPlc.valid(GivenPlc.DID)).isTrue();
        assertThat(DidPlc.valid(Did.parse("did:plc:abc"))).isFalse();
        assertThat(DidPlc.valid(Did.parse("did:plc:abcdefghijklmnopqrstuvw1"))).isFalse();
        assertThat(DidPlc.valid(Did.parse("did:plc:ABCDEFGHIJKLMNOPQRSTUVWX"))).isFalse();
        assertThat(DidPlc.valid(Did.parse("did:plc:abcdefghijklmnopqrstuvwxy"))).isFalse();
        assertThat(DidPlc.valid(Did.parse("did:web:abcdefghijklmnopqrstuvwx"))).isFalse();
    }

    private static void assertUnsigned(String sig) {
        PlcOperation operation =
                new PlcOperation.Change(GivenPlc.STATE, GivenPlc.GENESIS.prev(), sig);

        assertThat(operation.signer(GivenPlc.STATE.rotationKeys())).isEmpty();
    }

    private static void assertRefused(Value.Map operation) {
        assertThatThrownBy(() -> PlcOperation.parse(operation)).isInstanceOf(SyntaxException.class);
    }
}
