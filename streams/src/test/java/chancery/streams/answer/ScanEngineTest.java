package chancery.streams.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.memory.MemoryStore;
import chancery.streams.Written;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.Alarms;
import chancery.streams.record.Plant;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.RecordWriter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// The engine that reads the truth: its bounds, and that records which are named are found as if
/// all had been read.
final class ScanEngineTest {
    private static final int RECORDS = 300;
    private static final Map<String, Aggregate> COUNT = Map.of("n", Aggregate.Count.COUNT);
    private static final Question ALL = new Question(Filter.All.ALL, TimeWindow.ALWAYS);

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final StreamTruth truth =
            new StreamTruth(
                    store,
                    new ProjectName("dev"),
                    new Stream(
                            new StreamId("live"),
                            "BasicLiveData",
                            Template.STANDARD.get(2).settings(),
                            1,
                            Optional.empty()));

    @BeforeEach
    void write() {
        List<RecordWrite> writes =
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> Alarms.alarm("r" + i, 0, "'severity':" + i))
                        .map(record -> new RecordWrite(record.id(), record.content()))
                        .toList();
        new RecordWriter(() -> Instant.EPOCH, StreamsLimits.Writes.STANDARD).ingest(truth, writes);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StreamsLimits.Reads matches(int matches) {
        StreamsLimits.Reads usual = StreamsLimits.Reads.STANDARD;
        return new StreamsLimits.Reads(
                usual.page(),
                usual.pageUsual(),
                usual.filterBytes(),
                usual.syncBytes(),
                Duration.ofSeconds(30),
                usual.buckets(),
                matches,
                usual.tombstones());
    }

    @Test
    void aggregatesAsManyRecordsAsAllowed() {
        Engine most = new ScanEngine(matches(RECORDS), System::nanoTime);
        Engine less = new ScanEngine(matches(RECORDS - 1), System::nanoTime);

        assertThat(Result.json(most.aggregate(truth, ALL, COUNT)))
                .isEqualTo(Written.json("{'n':{'count':300}}"));
        assertThatThrownBy(() -> less.aggregate(truth, ALL, COUNT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("299 records");
    }

    @Test
    void endsQuestionsThatTakeTooLong() {
        AtomicLong nanos = new AtomicLong();
        long step = Duration.ofSeconds(30).toNanos();
        Engine exact = new ScanEngine(matches(RECORDS), () -> nanos.getAndAdd(step));
        Engine over = new ScanEngine(matches(RECORDS), () -> nanos.getAndAdd(step + 1));

        assertThat(exact.filter(truth, ALL, Sort.USUAL, 10)).hasSize(10);
        assertThatThrownBy(() -> over.filter(truth, ALL, Sort.USUAL, 10))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("30 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'and':[{'equals':{'property':['space'],'value':'plant'}},"
                        + "{'in':{'property':['externalId'],'values':['r7','r9','no','']}}]}",
                "{'and':[{'and':[{'in':{'property':['space'],'values':['plant','other','0']}}]},"
                        + "{'equals':{'property':['externalId'],'value':'r7'}},"
                        + "{'range':{'property':['plant','Alarm','severity'],'gt':7}}]}",
                "{'and':[{'equals':{'property':['space'],'value':'plant'}},"
                        + "{'equals':{'property':['space'],'value':'other'}},"
                        + "{'equals':{'property':['externalId'],'value':'r7'}}]}",
                "{'or':[{'equals':{'property':['space'],'value':'plant'}},"
                        + "{'equals':{'property':['externalId'],'value':'r7'}}]}"
            })
    void findsNamedRecordsAsIfAllHadBeenRead(String text) {
        Filter named = FilterReader.read(Written.json(text), "filter", new Plant());
        Filter hidden = new Filter.Not(new Filter.Not(named));
        Engine engine = new ScanEngine(StreamsLimits.Reads.STANDARD, System::nanoTime);

        List<StoredRecord> found =
                engine.filter(truth, new Question(named, TimeWindow.ALWAYS), Sort.USUAL, RECORDS);

        assertThat(found)
                .isEqualTo(
                        engine.filter(
                                truth,
                                new Question(hidden, TimeWindow.ALWAYS),
                                Sort.USUAL,
                                RECORDS));
    }
}
