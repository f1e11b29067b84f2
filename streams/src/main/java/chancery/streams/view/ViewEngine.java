package chancery.streams.view;

import chancery.store.column.ColumnsBrokenException;
import chancery.store.column.CostlyReadException;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Beginning;
import chancery.streams.answer.Engine;
import chancery.streams.answer.Question;
import chancery.streams.answer.ScanEngine;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.StreamTruth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers from the view what would have to read many records, once the view holds what was written
/// before the question came; lists of records sooner, when that is little. Records that a question
/// names, and the first ones in the order of time, are read as they are. As long as a view is
/// filled for the first time, small streams are read as well.
public final class ViewEngine implements Engine {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration RETRY_LATE = Duration.ofSeconds(1);

    private final Views views;
    private final ScanEngine scan;
    private final StreamsLimits limits;

    public ViewEngine(Views views, ScanEngine scan, StreamsLimits limits) {
        this.views = views;
        this.scan = scan;
        this.limits = limits;
    }

    @Override
    public List<StoredRecord> filter(StreamTruth truth, Question question, Sort sort, int limit) {
        if (ScanEngine.named(question)) {
            return scan.filter(truth, question, sort, limit);
        }
        Beginning beginning = views.of(truth).map(Follower::beginning).orElseGet(Beginning::new);
        ScanEngine.Looks looks = new ScanEngine.Looks(limits.view().looks(), beginning);
        return scan.soon(truth, question, sort, limit, looks)
                .orElseGet(
                        () ->
                                answer(
                                        truth,
                                        table ->
                                                new Listing(truth, question, sort, limit)
                                                        .from(table),
                                        () -> scan.filter(truth, question, sort, limit)));
    }

    @Override
    public Map<String, Result> aggregate(
            StreamTruth truth, Question question, Map<String, Aggregate> aggregates) {
        Supplier<Map<String, Result>> read = () -> scan.aggregate(truth, question, aggregates);
        if (ScanEngine.named(question)) {
            return read.get();
        }
        FilterSize.require(question.filter(), aggregates.values(), limits.view().filterSize());
        int buckets = limits.reads().buckets();
        return answer(
                truth,
                table ->
                        table.ask(
                                (reader, conditions) ->
                                        Aggregates.of(
                                                aggregates,
                                                reader,
                                                conditions,
                                                conditions.of(question),
                                                buckets)),
                read);
    }

    @Override
    public void admit(StreamTruth truth) {
        views.admit(truth);
    }

    /// A table that can be asked. Its answers are as of the moment of each question or later.
    interface Table {
        <T> T ask(Standing.Questions<T> questions);

        /// Asks it as it is.
        ///
        /// @return nothing when it cannot be asked just now, or has no answer
        <T> Optional<T> askSoon(Standing.SoonQuestions<T> questions);
    }

    /// A way to answer from the table.
    private interface Way<T> {
        T from(Table table);
    }

    /// @param read the way without the view
    private <T> T answer(StreamTruth truth, Way<T> way, Supplier<T> read) {
        Optional<Follower> follower = views.of(truth);
        boolean complete = follower.filter(f -> f.standing().complete()).isPresent();
        if (!complete && small(truth)) {
            return read.get();
        }
        try {
            return way.from(table(truth, follower.orElseThrow(ViewEngine::filling)));
        } catch (ColumnsBrokenException broken) {
            if (small(truth)) {
                return read.get();
            }
            throw filling();
        } catch (CostlyReadException costly) {
            throw refused(costly);
        }
    }

    /// Whether all records of a stream may be read for one question.
    private boolean small(StreamTruth truth) {
        return truth.use().records() <= limits.reads().matches();
    }

    private Table table(StreamTruth truth, Follower follower) {
        return new Table() {
            @Override
            public <T> T ask(Standing.Questions<T> questions) {
                try {
                    return follower.standing()
                            .ask(truth.tail(), limits.view().patience(), questions)
                            .orElseThrow(() -> late(follower));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Fault.of(Fault.Kind.UNAVAILABLE, "The server stops").retryAfter(RETRY);
                }
            }

            @Override
            public <T> Optional<T> askSoon(Standing.SoonQuestions<T> questions) {
                return follower.standing().askSoon(questions);
            }
        };
    }

    private static Fault late(Follower follower) {
        return follower.standing().complete()
                ? Fault.of(
                                Fault.Kind.UNAVAILABLE,
                                "What was written last is not in the answers yet")
                        .retryAfter(RETRY_LATE)
                : filling();
    }

    private static Fault filling() {
        return Fault.of(
                        Fault.Kind.UNAVAILABLE,
                        "The records of the stream are being prepared for questions")
                .retryAfter(RETRY);
    }

    private Fault refused(CostlyReadException costly) {
        return switch (costly.of()) {
            case TIME ->
                    Fault.of(
                            Fault.Kind.TOO_SLOW,
                            "The question took longer than "
                                    + limits.reads().time().toSeconds()
                                    + " s");
            case MEMORY ->
                    Fault.invalid(
                            "The question would take more memory than one may: narrow the filter,"
                                    + " or ask for less");
        };
    }
}
