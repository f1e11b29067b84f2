package chancery.streams.view;

import chancery.streams.limit.StreamsLimits;

import java.time.Duration;

/// How much one request brings to the view and how fast the view works, as it was seen of late. By
/// that, the requests that wait are so many bytes and so much time. Few bytes tell nothing about
/// speed.
final class Pace {
    /// What is believed as long as nothing large was seen.
    private static final double BYTES_PER_SECOND = 20_000_000;

    private static final long TELLING = 500_000;
    private static final double WEIGHT = 0.3;

    private double requestBytes;
    private double requestRows;
    private double bytesPerSecond = BYTES_PER_SECOND;

    /// Notes a piece of work.
    synchronized void did(long requests, long rows, long bytes, Duration time) {
        if (requests > 0) {
            double weight = requestBytes == 0 ? 1 : WEIGHT;
            requestBytes += weight * ((double) bytes / requests - requestBytes);
            requestRows += weight * ((double) rows / requests - requestRows);
        }
        if (bytes >= TELLING) {
            double seconds = Math.max(1, time.toNanos()) / 1e9;
            bytesPerSecond += WEIGHT * (bytes / seconds - bytesPerSecond);
        }
    }

    /// Whether requests that wait are more than may.
    synchronized boolean excessive(long requests, StreamsLimits.View limits) {
        double bytes = requests * requestBytes;
        return bytes > limits.backlogBytes()
                || bytes / bytesPerSecond * 1e9 > limits.backlogTime().toNanos();
    }

    /// About how many rows these requests bring.
    synchronized long rows(long requests) {
        return Math.round(requests * requestRows);
    }
}
