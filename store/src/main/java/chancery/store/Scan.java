package chancery.store;

/// A walk over a range: call [#next], then read key and value. For one thread.
public interface Scan extends AutoCloseable {
    /// Steps to the next entry; false at the end.
    boolean next();

    /// The whole key of the current entry, partition prefix included.
    byte[] key();

    /// The value of the current entry.
    byte[] value();

    @Override
    void close();
}
