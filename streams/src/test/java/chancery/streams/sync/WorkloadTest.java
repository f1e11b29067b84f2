package chancery.streams.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.memory.MemoryStore;
import chancery.streams.answer.Question;
import chancery.streams.answer.ScanEngine;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.Alarms;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.sign.Signer;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.stream.Use;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamProof;
import chancery.streams.truth.StreamTruth;
import chancery.streams.truth.StreamUpkeep;
import chancery.streams.write.RecordWriter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Random writes beside a plain map, with a reader that follows in small pages: after each step all
/// ways to read agree with the map.
final class WorkloadTest {
    private static final ProjectName PROJECT = new ProjectName("dev");
    private static final int IDS = 12;
    private static final int STEPS = 150;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Stream stream =
            new Stream(
                    new StreamId("live"),
                    "BasicLiveData",
                    Template.STANDARD.get(2).settings(),
                    1,
                    Optional.empty());
    private final StreamTruth truth = new StreamTruth(store, PROJECT, stream);
    private final InstantSource clock = () -> Instant.ofEpochMilli(5_000);
    private final RecordWriter writer = new RecordWriter(clock, StreamsLimits.Writes.STANDARD);
    private final SyncReader reader =
            new SyncReader(
                    new Signer(new byte[Signer.KEY_BYTES]),
                    StreamsLimits.Reads.STANDARD,
                    clock,
                    System::nanoTime);
    private final Map<RecordId, Content> model = new HashMap<>();
    private final Map<RecordId, Content> followed = new HashMap<>();

    private static RecordWrite write(int id, int severity) {
        StoredRecord record = Alarms.alarm("r" + id, 0, "'severity':" + severity);
        return new RecordWrite(record.id(), record.content());
    }

    private static List<RecordWrite> some(Random random) {
        Set<Integer> ids = new HashSet<>();
        int count = 1 + random.nextInt(4);
        while (ids.size() < count) {
            ids.add(random.nextInt(IDS));
        }
        return ids.stream().map(id -> write(id, random.nextInt(1_000))).toList();
    }

    private void step(Random random) {
        List<RecordWrite> writes = some(random);
        switch (random.nextInt(3)) {
            case 0 -> {
                writer.ingest(truth, writes);
                writes.forEach(write -> model.putIfAbsent(write.id(), write.content()));
            }
            case 1 -> {
                writer.upsert(truth, writes);
                writes.forEach(write -> model.put(write.id(), write.content()));
            }
            default -> {
                List<RecordId> ids = writes.stream().map(RecordWrite::id).toList();
                writer.delete(truth, ids);
                ids.forEach(model::remove);
            }
        }
    }

    private void follow(News change) {
        if (change.status() == Status.DELETED) {
            followed.remove(change.record().id());
        } else {
            followed.put(change.record().id(), change.record().content());
        }
    }

    private SyncPage page(Optional<String> cursor, int limit) {
        SyncCursor from = reader.begin(new StreamFeed(truth), cursor, Optional.of("1d-ago"));
        return reader.page(new StreamFeed(truth), from, Filter.All.ALL, limit, _ -> 1);
    }

    private Map<RecordId, Content> scanned() {
        Question all = new Question(Filter.All.ALL, TimeWindow.ALWAYS);
        return new ScanEngine(StreamsLimits.Reads.STANDARD, System::nanoTime)
                .filter(truth, all, Sort.USUAL, IDS * 2).stream()
                        .collect(Collectors.toMap(StoredRecord::id, StoredRecord::content));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void allWaysToReadAgree(long seed) {
        Random random = new Random(seed);
        Optional<String> cursor = Optional.empty();
        List<Spot> places = new ArrayList<>();

        for (int i = 0; i < STEPS; i++) {
            step(random);
            SyncPage page = page(cursor, 1 + random.nextInt(3));
            page.changes().forEach(this::follow);
            page.changes().forEach(change -> places.add(change.spot()));
            cursor = Optional.of(page.next());
            assertThat(scanned()).isEqualTo(model);
            assertThat(truth.use().records()).isEqualTo(model.size());
        }
        boolean more = true;
        while (more) {
            SyncPage page = page(cursor, 5);
            page.changes().forEach(this::follow);
            page.changes().forEach(change -> places.add(change.spot()));
            cursor = Optional.of(page.next());
            more = page.more();
        }

        assertThat(followed).isEqualTo(model);
        assertThat(places).isSorted().doesNotHaveDuplicates();
        assertThat(StreamProof.run(store, PROJECT, stream).faults()).isEmpty();
        new StreamUpkeep(store, PROJECT, stream).forgetDeletions(Long.MAX_VALUE);
        assertThat(StreamProof.run(store, PROJECT, stream).faults()).isEmpty();
        Use use = truth.use();
        assertThat(use.records()).isEqualTo(model.size());
        store.close();
    }
}
