package chancery.streams.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.memory.MemoryStore;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.record.Alarms;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.sign.Signer;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.RecordWriter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whatever happened to a stream: who reads it from the start gets each record once, with its
/// newest state, and each deletion once, in the order in which they last changed.
final class HistoryTest {
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(5_000);

    private enum Way {
        INGEST,
        UPSERT,
        DELETE
    }

    /// One request.
    record Request(Way way, Set<Integer> ids, int severity) {}

    /// A record as a reader from the start must see it.
    private record Seen(Status status, Content content) {}

    @Provide
    Arbitrary<List<Request>> histories() {
        Arbitrary<Set<Integer>> ids =
                Arbitraries.integers().between(0, 7).set().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(Way.class), ids, Arbitraries.integers().between(0, 9))
                .as(Request::new)
                .list()
                .ofMaxSize(30);
    }

    private static RecordWrite write(int id, int severity) {
        StoredRecord record = Alarms.alarm("r" + id, 0, "'severity':" + severity);
        return new RecordWrite(record.id(), record.content());
    }

    /// What happens to one record, in the words of a plain map; newest last.
    private static void happen(Map<String, Seen> seen, Request request, RecordWrite write) {
        String id = write.id().externalId();
        Optional<Seen> before = Optional.ofNullable(seen.get(id));
        boolean live = before.filter(s -> s.status() != Status.DELETED).isPresent();
        if (request.way() == Way.DELETE ? !live : request.way() == Way.INGEST && live) {
            return;
        }
        Status status =
                switch (request.way()) {
                    case DELETE -> Status.DELETED;
                    case INGEST, UPSERT -> live ? Status.UPDATED : Status.CREATED;
                };
        seen.remove(id);
        seen.put(
                id,
                new Seen(
                        status,
                        status == Status.DELETED ? new Content(Map.of()) : write.content()));
    }

    private static Map<String, Seen> told(List<News> changes) {
        Map<String, Seen> told = new LinkedHashMap<>();
        for (News change : changes) {
            told.put(
                    change.record().id().externalId(),
                    new Seen(change.status(), change.record().content()));
        }
        return told;
    }

    @Property(tries = 300)
    void tellsEachRecordOnceWithItsNewestState(
            @ForAll("histories") List<Request> history,
            @ForAll @IntRange(min = 1, max = 5) int limit) {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            var stream =
                    new Stream(
                            new StreamId("live"),
                            "BasicLiveData",
                            Template.STANDARD.get(2).settings(),
                            1,
                            Optional.empty());
            var truth = new StreamTruth(store, new ProjectName("dev"), stream);
            var writer = new RecordWriter(CLOCK, StreamsLimits.Writes.STANDARD);
            Map<String, Seen> expected = new LinkedHashMap<>();
            for (Request request : history) {
                List<RecordWrite> writes =
                        request.ids().stream().map(id -> write(id, request.severity())).toList();
                switch (request.way()) {
                    case INGEST -> writer.ingest(truth, writes);
                    case UPSERT -> writer.upsert(truth, writes);
                    case DELETE ->
                            writer.delete(truth, writes.stream().map(RecordWrite::id).toList());
                }
                writes.forEach(write -> happen(expected, request, write));
            }

            List<News> changes = all(truth, limit);

            assertThat(changes).hasSameSizeAs(expected.entrySet());
            assertThat(new ArrayList<>(told(changes).entrySet()))
                    .isEqualTo(new ArrayList<>(new LinkedHashMap<>(expected).entrySet()));
            assertThat(new HashMap<>(told(changes))).isEqualTo(expected);
        }
    }

    private static List<News> all(StreamTruth truth, int limit) {
        var reader =
                new SyncReader(
                        new Signer(new byte[Signer.KEY_BYTES]),
                        StreamsLimits.Reads.STANDARD,
                        CLOCK,
                        System::nanoTime);
        List<News> changes = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        boolean more = true;
        while (more) {
            SyncCursor from = reader.begin(new StreamFeed(truth), cursor, Optional.of("1d-ago"));
            SyncPage page = reader.page(new StreamFeed(truth), from, Filter.All.ALL, limit, _ -> 1);
            assertThat(page.changes().size()).isLessThanOrEqualTo(limit);
            changes.addAll(page.changes());
            cursor = Optional.of(page.next());
            more = page.more();
        }
        return changes;
    }
}
