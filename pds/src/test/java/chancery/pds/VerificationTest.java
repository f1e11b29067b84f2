package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Did;
import chancery.pds.repo.Draft;
import chancery.pds.verify.Finding;
import chancery.pds.verify.PdsVerification;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Every kind of damage that the proof is there for is found, and nothing is found without.
class VerificationTest {
    private final Kit kit = new Kit();
    private final Did did = kit.account("alice").did();
    private final Partition partition = new Partition(did.value());

    @BeforeEach
    void writeThreeRecords() {
        for (String key : List.of("a", "b", "c")) {
            Draft draft = new Draft.Create(kit.prepared(key, Kit.note("text " + key)));
            kit.parts.writer.write(did, repo -> List.of(draft));
        }
    }

    @Test
    void findsNothingWrongWithAHealthyStore() {
        List<Finding> findings = findings();

        assertThat(findings).allSatisfy(f -> assertThat(f.faults()).isEmpty());
        assertThat(findings)
                .extracting(Finding::name, Finding::count)
                .contains(tuple("repositories", 1L), tuple("records", 3L), tuple("events", 7L));
    }

    @Test
    void findsAMissingRecordBlock() {
        delete(Space.BLOCK, kit.prepared("a", Kit.note("text a")).cid().bytes());

        assertThat(faults()).anyMatch(fault -> fault.contains("the record com.example.note/a is"));
    }

    @Test
    void findsAChangedBlock() {
        Key key = partition.key(Space.BLOCK, head().commit().bytes());
        byte[] stored = kit.store.get(key).orElseThrow();
        stored[stored.length - 1] ^= 1;
        kit.store.commit(new Batch().put(key, stored));

        assertThat(faults()).anyMatch(fault -> fault.contains("does not match its identifier"));
    }

    @Test
    void findsABlockThatNothingReaches() {
        Key key = partition.key(Space.BLOCK, head().commit().bytes());
        byte[] stray = kit.store.get(key).orElseThrow();
        kit.store.commit(new Batch().put(partition.key(Space.BLOCK, Kit.someCid().bytes()), stray));

        assertThat(faults()).anyMatch(fault -> fault.contains("is reached by nothing"));
    }

    @Test
    void findsABlockRowThatCannotBeRead() {
        Key key = partition.key(Space.BLOCK, Kit.someCid().bytes());
        kit.store.commit(new Batch().put(key, new byte[40]));

        assertThat(faults()).anyMatch(fault -> fault.contains("a stored block is damaged"));
    }

    @Test
    void findsALostRowAndAStrayIndexEntry() {
        delete(Space.REPO, "r/com.example.note/b".getBytes(StandardCharsets.UTF_8));
        kit.store.commit(new Batch().put(partition.key(Space.INDEX, "l/stray"), new byte[0]));

        assertThat(faults())
                .anyMatch(fault -> fault.contains("the row of com.example.note/b is not"))
                .anyMatch(fault -> fault.contains("an index entry belongs to no record"));
    }

    @Test
    void findsAHeadThatTheLogDoesNotLeadTo() {
        List<Long> lastEvent = List.of(kit.store.log("events").tail());
        kit.store.commit(new Batch().erase("events", lastEvent));

        assertThat(faults()).anyMatch(fault -> fault.contains("at another commit than its head"));
    }

    @Test
    void findsAGapInTheCommitsOfARepository() {
        List<Long> beforeLast = List.of(kit.store.log("events").tail() - 1);
        kit.store.commit(new Batch().erase("events", beforeLast));

        assertThat(faults()).anyMatch(fault -> fault.contains("does not continue the one before"));
    }

    private Head head() {
        Optional<Head> head = kit.seen(did).head();
        return head.orElseThrow();
    }

    private void delete(Space space, byte[] suffix) {
        kit.store.commit(new Batch().delete(partition.key(space, suffix)));
    }

    private List<String> faults() {
        return findings().stream().flatMap(finding -> finding.faults().stream()).toList();
    }

    private List<Finding> findings() {
        return PdsVerification.run(
                kit.store, kit.blobs, kit.ports.sealer(), kit.clock, kit.ports.time().random());
    }
}
