package chancery.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What the contracts share: a store with four cells and small limits, opened anew for each test,
/// and the check that a test closed what it opened.
public abstract class StoreContract {
    /// Small enough to be reached.
    public static final StoreLimits LIMITS =
            new StoreLimits(
                    64,
                    1_000,
                    40,
                    4_000,
                    5,
                    100,
                    10_000,
                    Duration.ofMinutes(1),
                    3,
                    Duration.ofSeconds(60));

    /// The limits of the store under test.
    protected StoreLimits limits = LIMITS;

    /// Nanoseconds as the store sees them.
    protected final AtomicLong nanos = new AtomicLong();

    protected final Partition alice = new Partition("alice");
    private final OpenHandles handles = new OpenHandles();
    private KeyValue store;

    /// Opens an empty store.
    protected abstract KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
            throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = handles.track(open(limits, new Cells(4), nanos::get));
    }

    @AfterEach
    void closeStore() {
        store.close();
        handles.requireNone();
    }

    protected final KeyValue store() {
        return store;
    }

    /// A key of alice in the space REPO.
    protected final Key key(String suffix) {
        return alice.key(Space.REPO, suffix);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    protected static byte[] position(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    /// Commits and answers the positions; fails on a conflict.
    protected static long[] committed(KeyValue store, Batch batch) {
        return ((Outcome.Committed) store.commit(batch)).positions();
    }

    /// What a scan walks over, as `suffix=value`.
    protected static List<String> walk(Reader reader, Range range, Reader.Direction direction) {
        List<String> out = new ArrayList<>();
        try (Scan scan = reader.scan(range, direction)) {
            while (scan.next()) {
                String key = new String(scan.key(), UTF_8);
                out.add(
                        key.substring(key.indexOf('\0') + 1)
                                + "="
                                + new String(scan.value(), UTF_8));
            }
        }
        return out;
    }

    /// The entries of a log after a position, as `position:value`.
    protected static List<String> entries(KeyValue store, String log, long after) {
        return store.log(log).after(after, 1_000, 1 << 20).stream()
                .map(entry -> entry.position() + ":" + new String(entry.value(), UTF_8))
                .toList();
    }

    /// A partition that lies in another cell than alice.
    protected final Partition stranger() {
        Cells cells = new Cells(4);
        int n = 0;
        while (cells.of(new Partition("bob" + n)) == cells.of(alice)) {
            n++;
        }
        return new Partition("bob" + n);
    }
}
