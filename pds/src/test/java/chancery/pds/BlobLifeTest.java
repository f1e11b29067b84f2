package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.blob.BlobIntake;
import chancery.pds.repo.BlobRows;
import chancery.pds.repo.Draft;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Blobs from the upload to the sweep.
class BlobLifeTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int ROUNDS = 200;

    private final Kit kit = new Kit();
    private final Did alice = kit.account("alice").did();
    private final BlobIntake intake =
            new BlobIntake(kit.store, kit.blobs, kit.parts.locks, kit.parts.uploads, kit.clock);

    @Test
    void uploadThatNobodyRefersToGoesAfterADay() {
        Cid blob = upload(alice, "hello");

        kit.clock.advance(DAY.minusMillis(1));
        sweep();
        boolean early = stored(alice, blob);
        kit.clock.advance(Duration.ofMillis(1));
        sweep();

        assertThat(early).isTrue();
        assertThat(gone(alice, blob)).isTrue();
    }

    @Test
    void uploadThatARecordRefersToStays() {
        Cid blob = upload(alice, "hello");
        refer("a", blob);

        kit.clock.advance(DAY.multipliedBy(2));
        sweep();

        assertThat(stored(alice, blob)).isTrue();
    }

    @Test
    void secondUploadOfTheSameBytesBeginsAnotherDay() {
        Cid blob = upload(alice, "hello");
        kit.clock.advance(DAY.dividedBy(2));
        upload(alice, "hello");

        kit.clock.advance(DAY.dividedBy(2));
        sweep();
        boolean afterTheFirstDay = stored(alice, blob);
        kit.clock.advance(DAY.dividedBy(2));
        sweep();

        assertThat(afterTheFirstDay).isTrue();
        assertThat(gone(alice, blob)).isTrue();
    }

    @Test
    void bytesGoWithTheSweepAfterTheLastRecord() {
        Cid blob = upload(alice, "hello");
        refer("a", blob);
        refer("b", blob);

        delete("a");
        sweep();
        boolean withOneLeft = stored(alice, blob);
        delete("b");
        sweep();

        assertThat(withOneLeft).isTrue();
        assertThat(gone(alice, blob)).isTrue();
        assertThat(kit.faults(alice)).isEmpty();
    }

    @Test
    void uploadAfterTheLastRecordOutlivesTheSweepOfTheOldOne() {
        Cid blob = upload(alice, "hello");
        refer("a", blob);
        delete("a");

        upload(alice, "hello");
        sweep();
        refer("b", blob);
        kit.clock.advance(DAY);
        sweep();

        assertThat(stored(alice, blob)).isTrue();
    }

    @Test
    void accountsShareNoBytes() {
        Did bob = kit.account("bob").did();
        Cid blob = upload(alice, "hello");
        refer("a", blob);
        upload(bob, "hello");

        kit.clock.advance(DAY);
        sweep();

        assertThat(stored(alice, blob)).isTrue();
        assertThat(gone(bob, blob)).isTrue();
    }

    @Test
    void uploadThatRacesTheSweepIsNeverLost() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                Cid blob = upload(alice, "hello");
                kit.clock.advance(DAY);

                Future<?> sweep = threads.submit(this::sweep);
                Future<?> upload = threads.submit(() -> upload(alice, "hello"));
                sweep.get();
                upload.get();

                assertThat(stored(alice, blob)).isTrue();
            }
        }
    }

    private Cid upload(Did did, String text) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
        return intake.take(did, "text/plain", bytes, 100).cid();
    }

    private void refer(String key, Cid blob) {
        Value.Map reference =
                Value.Map.builder()
                        .put("$type", "blob")
                        .put("ref", new Value.Link(blob))
                        .put("mimeType", "text/plain")
                        .put("size", 5)
                        .build();
        write(
                new Draft.Create(
                        kit.prepared(key, Value.Map.builder().put("pic", reference).build())));
    }

    private void delete(String key) {
        write(new Draft.Delete(Kit.path(key)));
    }

    private void write(Draft draft) {
        kit.parts.writer.write(alice, repo -> List.of(draft));
    }

    private void sweep() {
        kit.parts.blobSweep.sweep(kit.parts.uploads, kit.parts.orphans);
    }

    private boolean stored(Did did, Cid blob) {
        return row(did, blob) && bytes(did, blob);
    }

    private boolean gone(Did did, Cid blob) {
        return !row(did, blob) && !bytes(did, blob);
    }

    private boolean row(Did did, Cid blob) {
        return new BlobRows(kit.store).find(did, blob).isPresent();
    }

    private boolean bytes(Did did, Cid blob) {
        return kit.blobs.open(did.value(), blob.digest()).isPresent();
    }
}
