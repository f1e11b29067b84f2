package chancery.server.streams;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.view.Moments;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
import chancery.atproto.lexicon.Catalog;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.memory.MemoryStore;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;
import chancery.streams.answer.Question;
import chancery.streams.indexed.IndexedEngine;
import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.IndexedStream;
import chancery.streams.indexed.RecordType;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.query.Path;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Questions about records of the index, answered from SQLite, and by looking at each record.
final class IndexRecordsTest {
    private static final int RECORDS = 200;
    private static final int QUESTIONS = 400;
    private static final long TIME = 1_767_000_000_000L;
    private static final PropertyType TEXT = PropertyType.of(TypeKind.TEXT);
    private static final PropertyType WHOLE = PropertyType.of(TypeKind.INT64);
    private static final PropertyType FLAG = PropertyType.of(TypeKind.BOOLEAN);
    private static final RecordType NOTE =
            new RecordType(
                    "com.example.note", Map.of("text", TEXT, "n", WHOLE, "flag", FLAG), 0, 0);

    private final Random random = new Random(3);
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final IndexedStream stream = stream();
    private final List<StoredRecord> all = new ArrayList<>();
    private SqliteTables tables;
    private IndexRecords records;
    private IndexedEngine engine;

    private static IndexedStream stream() {
        return IndexedStream.of(NOTE).orElseThrow();
    }

    @BeforeEach
    void fill(@TempDir java.nio.file.Path folder) {
        tables =
                SqliteTables.open(
                        folder.resolve("index"),
                        IndexSchema.SCHEMA,
                        TableLimits.DEFAULT,
                        TableOptions.DEFAULT,
                        System::nanoTime);
        Registry registry =
                new Registry(store, Catalog.EMPTY, new ScriptCompiler(), InstantSource.system());
        records = new IndexRecords(registry, tables, () -> {});
        engine = new IndexedEngine(records, StreamsLimits.Reads.STANDARD, System::nanoTime);
        TableBatch batch = new TableBatch();
        for (int i = 0; i < RECORDS; i++) {
            put(batch, i);
        }
        batch.upsert(
                IndexSchema.RECORDS.name(),
                cells("com.example.other", new IndexedRecord("did:plc:a", "x", "{}", 0, 0)));
        tables.apply(batch);
    }

    @AfterEach
    void close() {
        tables.close();
        store.close();
    }

    private void put(TableBatch batch, int number) {
        String did = "did:plc:" + "abc".charAt(random.nextInt(3));
        String key = "k" + number;
        long created = TIME * 1_000 + random.nextInt(40_000);
        long updated = created + random.nextInt(40_000);
        String json = json();
        IndexedRecord micros = new IndexedRecord(did, key, json, created, updated);
        batch.upsert(IndexSchema.RECORDS.name(), cells(NOTE.nsid(), micros));
        stream.record(new IndexedRecord(did, key, json, created / 1_000, updated / 1_000))
                .ifPresent(all::add);
    }

    /// @param record with its times in microseconds
    private static Cell[] cells(String type, IndexedRecord record) {
        return new Cell[] {
            Cell.of("at://" + record.repo() + "/" + type + "/" + record.key()),
            Cell.of(record.repo()),
            Cell.of(type),
            Cell.of(record.key()),
            Cell.json(record.json()),
            Cell.of(""),
            Cell.of(Moments.text(record.lastUpdatedTime())),
            Cell.of(Moments.text(record.createdTime())),
            Cell.of(1)
        };
    }

    private String json() {
        return switch (random.nextInt(6)) {
            case 0 -> "{}";
            case 1 -> "{\"text\":7,\"n\":\"7\",\"flag\":null}";
            case 2 -> "{\"text\":\"a%\",\"n\":2.5,\"flag\":1}";
            default ->
                    "{\"text\":\"%s\",\"n\":%d,\"flag\":%b}"
                            .formatted(text(), random.nextInt(5), random.nextBoolean());
        };
    }

    private String text() {
        return List.of("", "a", "A", "ab", "\\u00e9", "\\ud83d\\ude00").get(random.nextInt(6));
    }

    private Path path() {
        return switch (random.nextInt(6)) {
            case 0 -> Path.Top.EXTERNAL_ID;
            case 1 -> Path.Top.CREATED_TIME;
            case 2 -> Path.Top.LAST_UPDATED_TIME;
            case 3 -> property("text", TEXT);
            case 4 -> property("flag", FLAG);
            default -> property("n", WHOLE);
        };
    }

    private Path.Property property(String name, PropertyType type) {
        return new Path.Property(stream.container().definition().id(), name, type);
    }

    /// A value that a record has there.
    private Datum value(Path path) {
        List<Datum> values = all.stream().flatMap(one -> path.of(one).stream()).toList();
        return values.get(random.nextInt(values.size()));
    }

    private Filter prefix() {
        Path path = random.nextBoolean() ? Path.Top.EXTERNAL_ID : property("text", TEXT);
        String text = value(path) instanceof Datum.Text(var whole) ? whole : "";
        int length = random.nextInt(text.codePointCount(0, text.length()) + 1);
        return new Filter.Prefix(path, text.substring(0, text.offsetByCodePoints(0, length)));
    }

    private Filter filter(int depth) {
        Path path = path();
        return switch (random.nextInt(depth > 3 ? 4 : 8)) {
            case 0 -> new Filter.In(path, List.of(value(path), value(path)));
            case 1 -> range(path);
            case 2 -> path instanceof Path.Property p ? new Filter.Exists(p) : Filter.All.ALL;
            case 3 -> prefix();
            case 4 -> new Filter.Not(filter(depth + 1));
            case 5 -> new Filter.Or(List.of(filter(depth + 1), filter(depth + 1)));
            default -> new Filter.And(List.of(filter(depth + 1), filter(depth + 1)));
        };
    }

    private Filter range(Path path) {
        Filter.Edge edge = random.nextBoolean() ? Filter.Edge.INCLUDED : Filter.Edge.EXCLUDED;
        Optional<Filter.End> end = Optional.of(new Filter.End(value(path), edge));
        return random.nextBoolean()
                ? new Filter.Range(path, end, Optional.empty())
                : new Filter.Range(path, Optional.empty(), end);
    }

    private TimeWindow window() {
        long from = TIME + random.nextInt(80);
        return random.nextBoolean() ? TimeWindow.ALWAYS : new TimeWindow(from, from + 40);
    }

    private Sort sort() {
        Sort.Direction direction =
                random.nextBoolean() ? Sort.Direction.ASCENDING : Sort.Direction.DESCENDING;
        return new Sort(List.of(new Sort.Key(path(), direction, Sort.Nulls.LAST)));
    }

    @Test
    void answersAsWhoLooksAtEachRecord() {
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = new Question(filter(0), window());
            Sort sort = sort();
            int limit = 1 + random.nextInt(30);

            List<StoredRecord> wanted =
                    all.stream()
                            .filter(r -> question.window().holds(r.lastUpdatedTime()))
                            .filter(r -> Matcher.matches(question.filter(), r))
                            .sorted(new RecordOrder(sort))
                            .toList();

            assertThat(engine.filter(stream, question, sort, limit))
                    .as("%s %s %s", question, sort, limit)
                    .isEqualTo(wanted.stream().limit(limit).toList());
            assertThat(engine.count(stream, question)).as("%s", question).isEqualTo(wanted.size());
        }
    }

    @Test
    void findsOneRecord() {
        StoredRecord one = all.getFirst();

        assertThat(engine.find(stream, one.id())).contains(one);
        assertThat(engine.find(stream, new RecordId(IndexedStream.SPACE, "did:plc:z/1"))).isEmpty();
        assertThat(engine.find(stream, new RecordId(IndexedStream.SPACE, "k1"))).isEmpty();
    }

    @Test
    void countsOneType() {
        assertThat(records.count(NOTE)).isEqualTo(RECORDS);
    }

    @Test
    void readsOnWherePagesEnd() {
        Question question = new Question(Filter.All.ALL, TimeWindow.ALWAYS);
        TableBatch batch = new TableBatch();
        for (int i = 0; i < 2_500; i++) {
            put(batch, RECORDS + i);
        }
        tables.apply(batch);

        assertThat(engine.filter(stream, question, Sort.USUAL, 5_000))
                .isEqualTo(all.stream().sorted(new RecordOrder(Sort.USUAL)).toList());
    }
}
