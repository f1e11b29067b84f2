package chancery.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.memory.MemoryBlobs;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

final class OpenHandlesTest {
    private final OpenHandles handles = new OpenHandles();

    @Test
    void noticesAScanAndASnapshotLeftOpen() {
        KeyValue store = handles.track(new MemoryStore(() -> 0));
        Range range = Range.of(Space.REPO, new Partition("a"));

        Scan scan = store.scan(range, Reader.Direction.ASCENDING);
        assertThatThrownBy(handles::requireNone).isInstanceOf(AssertionError.class);
        scan.close();
        handles.requireNone();

        Snapshot snapshot = store.snapshot();
        assertThatThrownBy(handles::requireNone).isInstanceOf(AssertionError.class);
        snapshot.close();
        handles.requireNone();
    }

    @Test
    void noticesABlobStreamLeftOpen() throws IOException {
        Blobs blobs = handles.track(new MemoryBlobs());
        byte[] hash;
        try (Blobs.Spool spool = blobs.spool(new ByteArrayInputStream(new byte[1]), 10)) {
            assertThatThrownBy(handles::requireNone).isInstanceOf(AssertionError.class);
            spool.keep("a");
            hash = spool.sha256();
        }
        handles.requireNone();

        Blobs.Content content = blobs.open("a", hash).orElseThrow();
        InputStream in = content.read(0, 1);
        content.close();
        assertThatThrownBy(handles::requireNone).isInstanceOf(AssertionError.class);
        in.close();
        handles.requireNone();
    }
}
