package chancery.store;

/// The store as it was durable at one moment. Lives at most 60 seconds: past that, reads fail with
/// `IllegalStateException`; a slower export is spooled first. The caller closes it.
public interface Snapshot extends Reader, AutoCloseable {
    @Override
    void close();
}
