package chancery.appview.limit;

import java.time.Duration;

/// Every limit of the AppView, in one place.
///
/// @param lexicons of uploads
/// @param queries of lists
/// @param scripts of what runs
/// @param indexing of what waits to be indexed
public record AppViewLimits(
        Lexicons lexicons, Queries queries, Scripts scripts, Indexing indexing) {
    /// What a server runs with.
    public static final AppViewLimits STANDARD =
            new AppViewLimits(
                    Lexicons.STANDARD, Queries.STANDARD, Scripts.STANDARD, Indexing.STANDARD);

    /// Lexicons and scripts as they are uploaded.
    ///
    /// @param documentBytes of one lexicon
    /// @param scriptBytes of one script
    public record Lexicons(int countMax, int documentBytes, int scriptBytes) {
        public static final Lexicons STANDARD = new Lexicons(5_000, 1 << 20, 1 << 20);
    }

    /// Lists that clients and scripts ask for.
    ///
    /// @param waitMax for the index to catch up
    public record Queries(int pageDefault, int pageMax, Duration waitMax) {
        public static final Queries STANDARD = new Queries(20, 100, Duration.ofSeconds(2));
    }

    /// What one run of a script may do beside the budget of its language.
    ///
    /// @param xrpcDepth of calls of methods by methods
    /// @param resultBytes of what it answers
    /// @param conflictRuns runs before a conflict is the caller's
    public record Scripts(
            int dbCalls,
            int httpCalls,
            int recordWrites,
            int xrpcDepth,
            int resultBytes,
            int httpBytes,
            Duration httpTime,
            int conflictRuns,
            Duration hookTime,
            Duration jobTime) {
        public static final Scripts STANDARD =
                new Scripts(
                        1_000,
                        20,
                        200,
                        4,
                        1 << 20,
                        4 << 20,
                        Duration.ofSeconds(10),
                        16,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1));
    }

    /// What waits to be indexed.
    ///
    /// @param eventsMax unfinished at one time
    /// @param bytesMax of what is unfinished
    /// @param hookAttempts before a dead letter
    /// @param hookPause before the second attempt; each further one waits twice as long
    public record Indexing(int eventsMax, long bytesMax, int hookAttempts, Duration hookPause) {
        public static final Indexing STANDARD =
                new Indexing(10_000, 64 << 20, 4, Duration.ofSeconds(1));
    }
}
