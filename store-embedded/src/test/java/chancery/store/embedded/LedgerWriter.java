package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Space;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process that commits with eight writers until it is killed, and notes each acknowledgement in
/// a ledger.
final class LedgerWriter {
    static final int ENTRY_BYTES = 2 * Long.BYTES;

    private static final int WRITERS = 8;
    private static final String LOG = "events";

    private LedgerWriter() {}

    /// An acknowledged commit: the name of its row and the position of its entry.
    record Entry(long name, long position) {}

    /// Takes the store's directory and the ledger's file.
    public static void main(String[] args) throws Exception {
        EmbeddedStore store = Stores.open(Path.of(args[0]));
        long first = store.log(LOG).tail() * 1_000;
        try (FileChannel ledger =
                FileChannel.open(
                        Path.of(args[1]),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long from = first + i;
                writers.add(Thread.ofVirtual().start(() -> write(store, ledger, from)));
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    static List<Entry> read(Path ledger) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(ledger));
        List<Entry> entries = new ArrayList<>();
        while (bytes.remaining() >= ENTRY_BYTES) {
            entries.add(new Entry(bytes.getLong(), bytes.getLong()));
        }
        return entries;
    }

    /// Every acknowledged row and entry is there; the log is dense; an entry has its row.
    static void verify(KeyValue store, List<Entry> acknowledged) {
        for (Entry entry : acknowledged) {
            assertThat(store.get(row(entry.name()))).contains(number(entry.position()));
        }
        long last = 0;
        List<Log.Entry> page = store.log(LOG).after(0, 1_000, 1 << 20);
        while (!page.isEmpty()) {
            for (Log.Entry entry : page) {
                assertThat(entry.position()).isEqualTo(++last);
                Optional<byte[]> row = store.get(row(ByteBuffer.wrap(entry.value()).getLong()));
                assertThat(row).contains(number(last));
            }
            page = store.log(LOG).after(last, 1_000, 1 << 20);
        }
        assertThat(store.log(LOG).tail()).isEqualTo(last);
    }

    private static void write(KeyValue store, FileChannel ledger, long first) {
        try {
            for (long name = first; true; name += WRITERS) {
                Batch batch = new Batch().requireAbsent(row(name));
                batch.append(LOG, number(name));
                batch.putStamped(row(name), List.of(), new byte[8], List.of(new Batch.Stamp(0, 0)));
                Outcome outcome = store.commit(batch);
                long position = ((Outcome.Committed) outcome).positions()[0];
                ledger.write(
                        ByteBuffer.allocate(ENTRY_BYTES).putLong(name).putLong(position).flip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Key row(long name) {
        return new Partition("row" + name).key(Space.REPO, "position");
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
