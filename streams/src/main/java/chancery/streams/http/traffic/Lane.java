package chancery.streams.http.traffic;

/// What requests are counted as, and how many the original lets through: of a project, and of one
/// caller in it, each in a second and at the same time. A request may be in several lanes, and
/// needs room in all of them.
public enum Lane {
    STREAM_CHANGES("requests that make or delete streams", 2, 1, 1, 1),
    STREAM_LOOKS("requests that look at streams", 5, 3, 3, 2),
    MUTABLE_WRITES("writes to mutable streams", 40, 20, 30, 15),
    IMMUTABLE_WRITES("writes to immutable streams", 40, 20, 30, 15),
    MUTABLE_READS("reads of mutable streams", 40, 30, 30, 22),
    MUTABLE_FILTERS("filters of mutable streams", 20, 20, 15, 15),
    MUTABLE_AGGREGATES("aggregates of mutable streams", 15, 10, 12, 7),
    IMMUTABLE_READS("reads of immutable streams", 10, 10, 7, 7),
    IMMUTABLE_FILTERS("filters of immutable streams", 10, 10, 7, 7),
    IMMUTABLE_AGGREGATES("aggregates of immutable streams", 5, 5, 4, 4);

    private final String words;
    private final int perSecond;
    private final int atATime;
    private final int callerPerSecond;
    private final int callerAtATime;

    Lane(String words, int perSecond, int atATime, int callerPerSecond, int callerAtATime) {
        this.words = words;
        this.perSecond = perSecond;
        this.atATime = atATime;
        this.callerPerSecond = callerPerSecond;
        this.callerAtATime = callerAtATime;
    }

    /// What is counted, as answers name it.
    String words() {
        return words;
    }

    /// What the original lets through of a project.
    public Share project() {
        return new Share(perSecond, atATime);
    }

    /// What the original lets through of one caller.
    public Share caller() {
        return new Share(callerPerSecond, callerAtATime);
    }
}
