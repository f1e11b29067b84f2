package chancery.streams.limit;

import java.time.Duration;

/// What the records API allows.
public record StreamsLimits(
        Writes writes,
        Reads reads,
        Models models,
        Tokens tokens,
        Follow follow,
        View view,
        Traffic traffic) {
    public static final StreamsLimits STANDARD =
            new StreamsLimits(Writes.STANDARD, Reads.STANDARD, Models.STANDARD, Tokens.STANDARD);

    /// Limits with the usual ones for followers and for the view, and none for how much comes in a
    /// time.
    public StreamsLimits(Writes writes, Reads reads, Models models, Tokens tokens) {
        this(writes, reads, models, tokens, Follow.STANDARD, View.STANDARD, Traffic.NONE);
    }

    /// These limits with others for followers.
    public StreamsLimits with(Follow other) {
        return new StreamsLimits(writes, reads, models, tokens, other, view, traffic);
    }

    /// These limits with others for the view.
    public StreamsLimits with(View other) {
        return new StreamsLimits(writes, reads, models, tokens, follow, other, traffic);
    }

    /// These limits with others for how much comes in a time.
    public StreamsLimits with(Traffic other) {
        return new StreamsLimits(writes, reads, models, tokens, follow, view, other);
    }

    /// How much may come in a time.
    ///
    /// @param factor how many times the quotas of the original there are; 0 for no bound
    public record Traffic(int factor) {
        public static final Traffic NONE = new Traffic(0);
    }

    /// @param bodyBytes of a request, after decompression
    /// @param bytesInFlight of all requests that are in work at the same time, decompressed
    /// @param items records in one request
    /// @param sources containers in one record
    /// @param attempts to write a request whose records others write at the same time
    /// @param properties of all containers that may hold data in one stream
    public record Writes(
            int bodyBytes,
            long bytesInFlight,
            int items,
            int sources,
            int attempts,
            int properties) {
        public static final Writes STANDARD =
                new Writes(10_000_000, 64_000_000, 1_000, 100, 16, 1_000);
    }

    /// @param page records in one answer
    /// @param pageUsual records in an answer when nobody says how many
    /// @param filterBytes of an answer to a filter
    /// @param syncBytes of an answer to a sync
    /// @param time that one question may take
    /// @param buckets in one answer of an aggregate
    /// @param matches records that one aggregate works on in memory
    /// @param tombstones how long deletions can be read
    public record Reads(
            int page,
            int pageUsual,
            int filterBytes,
            int syncBytes,
            Duration time,
            int buckets,
            int matches,
            Duration tombstones) {
        public static final Reads STANDARD =
                new Reads(
                        1_000,
                        10,
                        20_000_000,
                        10_000_000,
                        Duration.ofSeconds(30),
                        10_000,
                        200_000,
                        Duration.ofDays(3));

        /// The same with another size of answers to a sync.
        public Reads withSyncBytes(int bytes) {
            return new Reads(
                    page, pageUsual, filterBytes, bytes, time, buckets, matches, tombstones);
        }
    }

    /// @param items spaces or containers in one request
    /// @param page spaces or containers in one answer
    /// @param spaces of a project
    /// @param containers of a project
    /// @param properties of all containers of a project
    /// @param deletedStreams of a project whose names are still taken
    public record Models(
            int items, int page, int spaces, int containers, int properties, int deletedStreams) {
        public static final Models STANDARD = new Models(100, 1_000, 100, 1_000, 25_000, 1_000);
    }

    /// @param life of a token that was issued here
    public record Tokens(Duration life) {
        public static final Tokens STANDARD = new Tokens(Duration.ofHours(1));
    }

    /// @param followers of all streams at the same time
    /// @param bytes of changes that are read for a follower at a time
    /// @param heartbeat how long nothing is said at most
    /// @param write how long a follower may take for what is sent at a time
    /// @param life of one connection; who still wants more connects again
    public record Follow(
            int followers, int bytes, Duration heartbeat, Duration write, Duration life) {
        public static final Follow STANDARD =
                new Follow(
                        200,
                        256_000,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1));
    }

    /// @param patience for which a question waits for what was written before it, and a write for
    ///     room
    /// @param rows that the view takes in at a time
    /// @param bytes of the changes that it takes in at a time
    /// @param backlogBytes of changes that it has not taken in, before writes wait
    /// @param backlogTime of work that it has not done, before writes wait
    /// @param entries of the log that are kept for it; when it is further behind it begins anew
    /// @param looks at changes, before a question in the order of time is given to the view
    /// @param filterSize operators and values of all filters of one aggregation
    public record View(
            Duration patience,
            int rows,
            long bytes,
            long backlogBytes,
            Duration backlogTime,
            long entries,
            int looks,
            int filterSize) {
        public static final View STANDARD =
                new View(
                        Duration.ofSeconds(2),
                        20_000,
                        16_000_000,
                        64_000_000,
                        Duration.ofSeconds(2),
                        2_000_000,
                        300,
                        15_000);
    }
}
