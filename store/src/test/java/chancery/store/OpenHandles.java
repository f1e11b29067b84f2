package chancery.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a test has open: each scan, snapshot, spool, blob and stream, with where it was opened.
public final class OpenHandles {
    private final Map<Object, Throwable> open = new ConcurrentHashMap<>();

    /// A store whose scans and snapshots are counted here.
    public KeyValue track(KeyValue store) {
        return new TrackedStore(store, this);
    }

    /// Blobs whose spools, contents and streams are counted here.
    public Blobs track(Blobs blobs) {
        return new TrackedBlobs(blobs, this);
    }

    /// Fails when something is still open, naming where it was opened.
    public void requireNone() {
        open.forEach(
                (handle, where) -> {
                    throw new AssertionError(handle + " was never closed", where);
                });
    }

    void opened(Object handle) {
        open.put(handle, new Throwable("opened here"));
    }

    void closed(Object handle) {
        open.remove(handle);
    }

    InputStream track(InputStream in) {
        InputStream tracked =
                new FilterInputStream(in) {
                    @Override
                    public void close() throws IOException {
                        closed(this);
                        super.close();
                    }
                };
        opened(tracked);
        return tracked;
    }
}
