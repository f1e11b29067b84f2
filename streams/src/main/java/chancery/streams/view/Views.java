package chancery.streams.view;

import chancery.store.Partition;
import chancery.store.column.ColumnFiles;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.truth.LogReader;
import chancery.streams.truth.StreamTruth;
import chancery.web.Loops;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The views of all streams: who follows which, and how far each has come. A stream is followed
/// from when it is first written to or asked about, or from the start of the server.
public final class Views implements LogReader, AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final TableEngine engine;
    private final StreamsLimits.View limits;
    private final LongSupplier nanos;
    private final Map<Partition, Follower> followers = new ConcurrentHashMap<>();
    private volatile Optional<Loops> loops = Optional.empty();

    /// @param nanos a clock for durations
    public Views(ColumnFiles files, StreamsLimits.View limits, LongSupplier nanos) {
        this.engine = new TableEngine(files, nanos);
        this.limits = limits;
        this.nanos = nanos;
    }

    /// Follows in these loops from now on.
    public void start(Loops running) {
        loops = Optional.of(running);
    }

    /// Who follows a stream; nobody before the start.
    Optional<Follower> of(StreamTruth truth) {
        Follower known = followers.get(truth.partition());
        return known != null ? Optional.of(known) : loops.map(running -> follow(truth, running));
    }

    private Follower follow(StreamTruth truth, Loops running) {
        return followers.computeIfAbsent(
                truth.partition(),
                _ -> {
                    Follower follower = new Follower(truth, engine, limits, nanos);
                    running.start("view of " + truth.partition().name(), follower::turn);
                    return follower;
                });
    }

    /// Holds a write up while more waits to be taken in than may, and refuses it when that takes
    /// long. Who is held up comes in as soon as there is room; who is refused comes back whenever
    /// it likes.
    ///
    /// @throws Fault of kind `TOO_MANY`
    void admit(StreamTruth truth) {
        Optional<Follower> follower = of(truth);
        if (follower.isPresent() && !hasRoom(follower.get())) {
            throw Fault.of(
                            Fault.Kind.TOO_MANY,
                            "Questions to the stream "
                                    + truth.stream().id()
                                    + " cannot keep up with what is written; nothing was stored")
                    .retryAfter(RETRY);
        }
    }

    /// Whether there is room for more, now or soon.
    private boolean hasRoom(Follower follower) {
        try {
            return !follower.overloaded()
                    || follower.standing().await(() -> !follower.overloaded(), limits.patience());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public long read(StreamTruth truth) {
        Optional<Follower> follower = of(truth);
        long tail = truth.tail();
        if (follower.isEmpty()) {
            return tail;
        }
        // Who is too far behind begins anew, so that logs do not grow without end.
        return Math.max(follower.get().standing().needless().orElse(0L), tail - limits.entries());
    }

    /// Follows these streams and no other, and throws the tables of all others away.
    ///
    /// @param active the streams that there are, as of when it is asked
    public void keep(Supplier<List<StreamTruth>> active) {
        if (loops.isEmpty()) {
            return;
        }
        Map<Partition, Follower> followed = Map.copyOf(followers);
        Optional<Columns> columns = columns();
        // A stream has a table only while it is there: a name from before the list is known by it.
        Set<String> tables = columns.map(Columns::names).orElse(Set.of());
        List<StreamTruth> streams = active.get();
        Set<Partition> partitions =
                streams.stream().map(StreamTruth::partition).collect(Collectors.toSet());
        Set<String> known =
                Stream.concat(streams.stream(), followed.values().stream().map(Follower::truth))
                        .map(Scheme::table)
                        .collect(Collectors.toSet());
        followed.keySet().stream().filter(p -> !partitions.contains(p)).forEach(this::end);
        tables.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> columns.orElseThrow().drop(name));
        streams.forEach(this::of);
    }

    private void end(Partition partition) {
        Follower follower = followers.remove(partition);
        if (follower != null) {
            follower.end();
        }
    }

    private Optional<Columns> columns() {
        try {
            return Optional.of(engine.running().columns());
        } catch (ColumnsBrokenException unavailable) {
            return Optional.empty();
        }
    }

    /// By how many records the views are behind, estimated.
    public long rowsBehind() {
        return followers.values().stream().mapToLong(f -> f.pace().rows(f.behind())).sum();
    }

    /// For how long the view that is furthest behind is so.
    public Duration timeBehind() {
        return followers.values().stream()
                .map(Follower::late)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /// How often all tables were filled again because their engine failed.
    public long breaks() {
        return engine.breaks();
    }

    /// Closes the tables; nobody follows any more.
    @Override
    public void close() {
        engine.close();
    }
}
