package chancery.appview.limit;

import java.time.Duration;

/// Every limit of the AppView, in one place.
///
/// @param lexicons of uploads
/// @param queries of lists
/// @param scripts of what runs
/// @param indexing of what waits to be indexed
/// @param clients of applications that are registered
/// @param sessions of keys, proofs and tokens
/// @param jobs of what runs in the background
/// @param administration of what administrators keep here
/// @param eventLog of what is kept of what happened
/// @param network of what other hosts send
public record AppViewLimits(
        Lexicons lexicons,
        Queries queries,
        Scripts scripts,
        Indexing indexing,
        Clients clients,
        Sessions sessions,
        Jobs jobs,
        Administration administration,
        EventLog eventLog,
        Network network) {
    /// What a server runs with.
    public static final AppViewLimits STANDARD =
            new AppViewLimits(
                    Lexicons.STANDARD,
                    Queries.STANDARD,
                    Scripts.STANDARD,
                    Indexing.STANDARD,
                    Clients.STANDARD,
                    Sessions.STANDARD,
                    Jobs.STANDARD,
                    Administration.STANDARD,
                    EventLog.STANDARD,
                    Network.STANDARD);

    /// The same with other limits of indexing.
    public AppViewLimits with(Indexing other) {
        return new AppViewLimits(
                lexicons,
                queries,
                scripts,
                other,
                clients,
                sessions,
                jobs,
                administration,
                eventLog,
                network);
    }

    /// Lexicons and scripts as they are uploaded.
    ///
    /// @param documentBytes of one lexicon
    /// @param scriptBytes of one script
    public record Lexicons(int countMax, int documentBytes, int scriptBytes) {
        public static final Lexicons STANDARD = new Lexicons(5_000, 256 << 10, 1 << 20);
    }

    /// Lists that clients and scripts ask for.
    ///
    /// @param offsetMax records that are passed over without a cursor
    /// @param waitMax for the index to catch up
    public record Queries(int pageDefault, int pageMax, int offsetMax, Duration waitMax) {
        public static final Queries STANDARD = new Queries(20, 100, 1_000, Duration.ofSeconds(2));
    }

    /// Calls of methods.
    ///
    /// @param inputBytes of a procedure
    /// @param uploadBytes of a blob
    /// @param keysMax clients whose rate limits are remembered
    public record Methods(int inputBytes, long uploadBytes, int keysMax) {
        public static final Methods STANDARD = new Methods(2 << 20, 50 << 20, 100_000);
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

    /// What one run of a script may do with streams of typed records.
    ///
    /// @param requestBytes of names and texts of one request, and eight for each value
    /// @param answerUnits characters of one answer
    public record Streaming(int upserts, int requestBytes, int answerUnits) {
        public static final Streaming STANDARD = new Streaming(100, 4 << 20, 4 << 20);
    }

    /// Scripts that run at one time. Most need little memory and are many; one that needs more than
    /// `smallBytes` becomes one of few. Those of methods and those that are asked about records
    /// and labels have seats of their own, and there is one job.
    ///
    /// @param calls of methods that run at one time
    /// @param largeCalls among them
    /// @param hooks that run at one time
    /// @param largeHooks among them
    /// @param jobBytes that a job may allocate at most
    /// @param patience of a method for its turn, and again for room; hooks wait as long as it takes
    /// @param waitingMax of methods that wait; one more is refused at once
    public record Running(
            int calls,
            int largeCalls,
            int hooks,
            int largeHooks,
            long smallBytes,
            long jobBytes,
            Duration patience,
            int waitingMax) {
        private static final long SMALL = 2 << 20;

        /// What a heap of four gigabytes has room for.
        public static final Running ROOMY = within(4L << 30, 64 << 20);

        /// What fits into a heap: all of them at their budgets leave a quarter of it to the rest.
        ///
        /// @param largeBytes the budget of a method and of a hook
        public static Running within(long heapBytes, long largeBytes) {
            long eighth = heapBytes / 8;
            return new Running(
                    Math.clamp(eighth / SMALL, 4, 512),
                    Math.clamp(eighth / largeBytes, 1, 64),
                    Math.clamp(eighth / 2 / SMALL, 2, 128),
                    Math.clamp(eighth / 2 / largeBytes, 1, 16),
                    SMALL,
                    heapBytes / 4,
                    Duration.ofSeconds(2),
                    2_000);
        }
    }

    /// What waits to be indexed.
    ///
    /// @param eventsMax unfinished at one time
    /// @param bytesMax of what is unfinished
    /// @param recordBytes of the JSON of one record; larger ones are not indexed
    /// @param references of one record to others; further ones are not linked
    /// @param hookAttempts before a dead letter
    /// @param hookPause before the second attempt; each further one waits twice as long
    /// @param hooksMax that run at one time
    public record Indexing(
            int eventsMax,
            long bytesMax,
            int recordBytes,
            int references,
            int hookAttempts,
            Duration hookPause,
            int hooksMax) {
        public static final Indexing STANDARD =
                new Indexing(10_000, 64 << 20, 2 << 20, 1_000, 4, Duration.ofSeconds(1), 32);

        /// The same with another pause before the second attempt of a hook.
        public Indexing withPause(Duration pause) {
            return new Indexing(
                    eventsMax, bytesMax, recordBytes, references, hookAttempts, pause, hooksMax);
        }
    }

    /// Applications that are registered.
    ///
    /// @param perOwnerMax that one account registers itself
    /// @param textMax of a name, an address or a scope, in characters
    /// @param listMax of redirect addresses and of origins
    /// @param scopesMax of all scopes of one, in characters
    public record Clients(int countMax, int perOwnerMax, int textMax, int listMax, int scopesMax) {
        public static final Clients STANDARD = new Clients(10_000, 100, 2_048, 50, 8_192);
    }

    /// Keys, proofs and tokens of accounts that live elsewhere.
    ///
    /// @param proofMax of one proof, in characters
    /// @param idMax of the id of one proof, in characters
    /// @param tokenMax of one token, in characters
    /// @param skew how far the clock of a client may be off
    /// @param keyLife of a key that waits for its session
    /// @param formerTokens of a session that are still believed
    /// @param formerLife of a former token that does not say how long it lives
    /// @param answerBytes of what a host answers
    /// @param delegatesMax of one account
    public record Sessions(
            int proofMax,
            int idMax,
            int tokenMax,
            Duration skew,
            Duration keyLife,
            int formerTokens,
            Duration formerLife,
            Duration exchange,
            int answerBytes,
            int delegatesMax) {
        public static final Sessions STANDARD =
                new Sessions(
                        8_192,
                        256,
                        8_192,
                        Duration.ofMinutes(5),
                        Duration.ofHours(24),
                        16,
                        Duration.ofDays(14),
                        Duration.ofSeconds(10),
                        1 << 20,
                        1_000);

        /// The same with another limit of delegates.
        public Sessions withDelegates(int max) {
            return new Sessions(
                    proofMax,
                    idMax,
                    tokenMax,
                    skew,
                    keyLife,
                    formerTokens,
                    formerLife,
                    exchange,
                    answerBytes,
                    max);
        }
    }

    /// Jobs that scripts make.
    ///
    /// @param waitingMax that have not ended; one more is refused
    /// @param keptMax that have ended; the oldest go first
    /// @param dataBytes of an input, and of what a job says about its progress
    /// @param bytes that one run may allocate in all
    /// @param waitMax of one wait inside a job
    public record Jobs(int waitingMax, int keptMax, int dataBytes, long bytes, Duration waitMax) {
        public static final Jobs STANDARD =
                new Jobs(10_000, 1_000, 256 << 10, 256 << 20, Duration.ofHours(1));
    }

    /// What administrators keep here.
    ///
    /// @param keysMax of one user, the revoked ones not counted
    /// @param settingsMax settings, and script variables as well
    /// @param nameUnits characters of the name of a key, a setting, a variable
    /// @param valueBytes of a setting, and of a script variable
    /// @param descriptionUnits characters of the description of a script
    public record Administration(
            int usersMax,
            int keysMax,
            int settingsMax,
            int domainsMax,
            int nameUnits,
            int valueBytes,
            int descriptionUnits,
            int logoBytes) {
        public static final Administration STANDARD =
                new Administration(1_000, 100, 1_000, 100, 256, 64 << 10, 300, 5 << 20);
    }

    /// What is kept of what happened.
    ///
    /// @param queueMax events that wait to be written; more are dropped
    /// @param detailBytes of the detail of one event; a larger one is left out
    /// @param countMax events that are kept; the oldest go first
    /// @param scanMax events that one question looks at
    /// @param retention how long events are kept
    public record EventLog(
            int queueMax, int detailBytes, int countMax, int scanMax, Duration retention) {
        public static final EventLog STANDARD =
                new EventLog(4_096, 8 << 10, 1_000_000, 20_000, Duration.ofDays(30));
    }

    /// What other hosts send.
    public record Network(Feeds feeds, Labelers labelers) {
        public static final Network STANDARD = new Network(Feeds.STANDARD, Labelers.STANDARD);
    }

    /// Streams that other hosts send.
    ///
    /// @param pauseFirst before the second attempt to connect; each further one waits twice as long
    /// @param rewind how far before what was seen last a Jetstream begins again
    /// @param cursorAgeMax of what a Jetstream still has
    /// @param messageBytesMax a larger message is left out
    /// @param waitingBytesMax of messages that nobody has taken
    /// @param silenceMax before a stream counts as dead
    /// @param repositoriesMax whose last revision is remembered
    public record Feeds(
            Duration pauseFirst,
            Duration pauseMax,
            Duration rewind,
            Duration cursorAgeMax,
            int messageBytesMax,
            int waitingBytesMax,
            Duration silenceMax,
            int repositoriesMax) {
        public static final Feeds STANDARD =
                new Feeds(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofDays(3),
                        5_000_000,
                        8 << 20,
                        Duration.ofSeconds(60),
                        100_000);
    }

    /// Labels that others give.
    ///
    /// @param countMax of labelers
    /// @param perMessageMax of labels
    /// @param valueBytesMax of the value of one
    /// @param uriBytesMax of what one is about
    /// @param pauseFirst before the second attempt to connect; each further one waits twice as long
    /// @param savedEvery this many messages at the latest
    public record Labelers(
            int countMax,
            int perMessageMax,
            int valueBytesMax,
            int uriBytesMax,
            Duration pauseFirst,
            Duration pauseMax,
            int savedEvery) {
        public static final Labelers STANDARD =
                new Labelers(
                        100,
                        1_000,
                        128,
                        8_192,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(300),
                        100);
    }
}
