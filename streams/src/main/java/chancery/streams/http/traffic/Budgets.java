package chancery.streams.http.traffic;

import chancery.streams.stream.Budget;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamTruth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What streams may take and give in ten minutes, as their templates say, and how many bytes a
/// project and a caller may read in a second. What is known before a request is done is taken
/// before; the rest is owed afterwards, and the next request waits for it.
public final class Budgets {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long MEGABYTE = 1_000_000;
    private static final int PROJECT_MEGABYTES = 4;
    private static final int CALLER_MEGABYTES = 3;

    private final Meter meter;

    Budgets(Meter meter) {
        this.meter = meter;
    }

    /// Takes what records that are added or upserted use.
    ///
    /// @param bytes of the request
    public void takeRecords(StreamTruth truth, int records, int bytes) {
        List<Meter.Cost> costs = new ArrayList<>();
        costs.add(new Meter.Cost(records(truth), records));
        costs.add(new Meter.Cost(bytes(truth), bytes));
        meter.take(costs);
    }

    /// Takes what deletions use.
    public void takeChanges(StreamTruth truth, int records) {
        changes(truth).ifPresent(q -> meter.take(List.of(new Meter.Cost(q, records))));
    }

    /// Refuses to replace records when nothing is left for it.
    public void requireChanges(StreamTruth truth) {
        changes(truth).ifPresent(meter::requireSome);
    }

    /// Notes how many records were replaced.
    public void oweChanges(StreamTruth truth, int records) {
        changes(truth).ifPresent(quota -> meter.owe(quota, records));
    }

    /// Refuses to give out records when no bytes are left for it.
    public void requireReads(Who who, StreamTruth truth) {
        reads(who, truth).forEach(meter::requireSome);
    }

    /// Notes how many bytes were given out.
    public void oweReads(Who who, StreamTruth truth, int bytes) {
        reads(who, truth).forEach(quota -> meter.owe(quota, bytes));
    }

    private static Budget budget(StreamTruth truth) {
        return truth.stream().settings().budget();
    }

    private static Meter.Quota of(StreamTruth truth, String name, long points, String words) {
        Stream stream = truth.stream();
        return new Meter.Quota(
                name,
                truth.partition().name(),
                points,
                TIME,
                words + " in ten minutes of the stream " + stream.id());
    }

    private static Meter.Quota records(StreamTruth truth) {
        return of(truth, "records", budget(truth).records(), "records");
    }

    private static Meter.Quota bytes(StreamTruth truth) {
        return of(truth, "bytes", budget(truth).megabytes() * MEGABYTE, "bytes of records");
    }

    private static Optional<Meter.Quota> changes(StreamTruth truth) {
        return budget(truth)
                .changes()
                .map(points -> of(truth, "changes", points, "updates and deletions"));
    }

    private static List<Meter.Quota> reads(Who who, StreamTruth truth) {
        String project = who.project().value();
        return List.of(
                of(truth, "reads", budget(truth).readMegabytes() * MEGABYTE, "bytes of answers"),
                second(project, PROJECT_MEGABYTES, "a project"),
                second(project + "/" + who.caller(), CALLER_MEGABYTES, "one caller"));
    }

    private static Meter.Quota second(String key, int megabytes, String words) {
        return new Meter.Quota(
                "reads of " + words,
                key,
                megabytes * MEGABYTE,
                SECOND,
                "bytes of answers a second of " + words);
    }
}
