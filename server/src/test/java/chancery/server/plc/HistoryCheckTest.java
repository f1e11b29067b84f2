package chancery.server.plc;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.server.verify.Report;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// Histories that are right pass, damaged ones are named.
final class HistoryCheckTest {
    private final PrivateKey key = PrivateKey.generate(Curve.K256, new SecureRandom());
    private final PlcState state =
            PlcState.of(
                    List.of(key.publicKey()),
                    key.publicKey(),
                    Handle.parse("carol.test"),
                    "http://localhost:2583");
    private final PlcOperation.Change genesis = PlcOperation.genesis(state, key);
    private final Did did = genesis.genesisDid();
    private final Key row = new Partition("plc/" + did).key(Space.DIRECTORY, "history");
    private final MemoryStore store = new MemoryStore(() -> 0);

    @Test
    void soundHistoryPasses() {
        register();

        Report report = new HistoryCheck(store).run();

        assertThat(report.count()).isEqualTo(1);
        assertThat(report.faults()).isEmpty();
    }

    @Test
    void findsDamagedHistory() {
        register();
        byte[] damaged = store.get(row).orElseThrow();
        damaged[damaged.length / 2] ^= 1;
        store.commit(new Batch().put(row, damaged));

        Report report = new HistoryCheck(store).run();

        assertThat(report.faults()).singleElement().asString().startsWith(did.value());
    }

    @Test
    void findsHistoryUnderAnotherName() {
        register();
        Key other =
                new Partition("plc/did:plc:ewvi7nxzyoun6zhxrhs64oiz")
                        .key(Space.DIRECTORY, "history");
        store.commit(new Batch().put(other, store.get(row).orElseThrow()));

        Report report = new HistoryCheck(store).run();

        assertThat(report.count()).isEqualTo(2);
        assertThat(report.lines()).hasSize(2).last().asString().contains("did:plc:ewvi7nxzyoun6");
    }

    private void register() {
        var directory = new StoredDirectory(store, () -> Instant.parse("2026-01-01T00:00:00Z"));
        directory.submit(did, genesis);
        directory.submit(did, PlcOperation.change(genesis.cid(), state, key));
    }
}
