package chancery.atproto.identity;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// The account of `plc-vectors.json`, whose bytes an independent program made.
final class GivenPlc {
    static final Value.Map VECTORS = vectors();
    static final PrivateKey RECOVERY = key("rotation1");
    static final PrivateKey ROTATION = key("rotation2");
    static final PrivateKey SIGNING = key("signing");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final PlcState STATE =
            PlcState.of(
                    List.of(RECOVERY.publicKey(), ROTATION.publicKey()),
                    SIGNING.publicKey(),
                    Handle.parse("alice.test"),
                    "https://pds.example.com");
    static final PlcOperation.Change GENESIS = PlcOperation.genesis(STATE, ROTATION);
    static final Did DID = GENESIS.genesisDid();

    private GivenPlc() {}

    /// The operation of that name as the file has it.
    static Value.Map operation(String name) {
        return VECTORS.map(name).orElseThrow().map("operation").orElseThrow();
    }

    static Cid cid(String name) {
        return Cid.parse(text(name, "cid"));
    }

    static String text(String name, String member) {
        return VECTORS.map(name).orElseThrow().text(member).orElseThrow();
    }

    /// The account after its first operation.
    static PlcLog registered() {
        return after(PlcLog.empty(DID), GENESIS, NOW);
    }

    /// The history after an operation that keeps the rules.
    static PlcLog after(PlcLog log, PlcOperation operation, Instant time) {
        return switch (log.apply(operation, time)) {
            case PlcOutcome.Applied(var next) -> next;
            case PlcOutcome.Refused(var message) -> throw new AssertionError(message);
        };
    }

    static PlcOperation.Change rename(Cid prev, String handle, PrivateKey key) {
        return PlcOperation.change(prev, STATE.withHandle(Handle.parse(handle)), key);
    }

    private static PrivateKey key(String name) {
        return PrivateKey.of(Curve.K256, HexFormat.of().parseHex(text("keys", name)));
    }

    private static Value.Map vectors() {
        try (InputStream in = GivenPlc.class.getResourceAsStream("plc-vectors.json")) {
            return DagJson.parseMap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
