package chancery.streams.truth;

/// Who reads the logs of streams, and how far: what was not read is not trimmed.
public interface LogReader {
    /// Up to which position of its log a stream's entries are not needed any more.
    long read(StreamTruth truth);
}
