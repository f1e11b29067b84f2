package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chancery.store.column.ColumnFiles;
import chancery.store.column.ColumnLimits;
import chancery.store.embedded.column.ColumnOptions;
import chancery.store.embedded.column.DuckColumnFiles;
import chancery.store.memory.MemoryColumnFiles;
import chancery.store.memory.MemoryStore;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Question;
import chancery.streams.answer.ScanEngine;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.LiveStream;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.RecordWriter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The view beside the plain model in memory: over random containers, writes and questions both
/// answer the same.
final class ViewAgreesTest {
    private static final int IDS = 30;
    private static final int LIMIT = 7;
    private static final long NOW = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();
    private static final StreamsLimits.Reads READS = StreamsLimits.Reads.STANDARD;

    private static final Stream STREAM = LiveStream.STREAM;

    /// One stream, its view and what is asked of both.
    private static final class World implements AutoCloseable {
        private final MemoryStore store = new MemoryStore(System::nanoTime);
        private final StreamTruth truth = new StreamTruth(store, new ProjectName("dev"), STREAM);
        private final AtomicLong clock = new AtomicLong(NOW);
        private final RecordWriter writer =
                new RecordWriter(
                        () -> Instant.ofEpochMilli(clock.incrementAndGet()),
                        StreamsLimits.Writes.STANDARD);
        private final ScanEngine scan = new ScanEngine(READS, System::nanoTime);
        private final TableEngine tables;
        private final Follower follower;
        private final Random random;
        private final RandomPlant plant;

        World(Random random, ColumnFiles files) {
            this.random = random;
            this.plant = new RandomPlant(random);
            this.tables = new TableEngine(files, System::nanoTime);
            this.follower =
                    new Follower(truth, tables, StreamsLimits.View.STANDARD, System::nanoTime);
        }

        void write() {
            Set<RecordId> ids = new HashSet<>();
            for (int i = 0; i <= random.nextInt(12); i++) {
                ids.add(plant.id(IDS));
            }
            if (random.nextInt(5) == 0) {
                writer.delete(truth, List.copyOf(ids));
            } else {
                writer.upsert(truth, ids.stream().map(plant::write).toList());
            }
        }

        void follow() {
            try {
                while (!follower.standing().complete()
                        || follower.standing().position() < truth.tail()) {
                    follower.turn();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        ViewEngine.Table table() {
            return new ViewEngine.Table() {
                @Override
                public <T> T ask(Standing.Questions<T> questions) {
                    try {
                        return follower.standing()
                                .ask(
                                        truth.tail(),
                                        StreamsLimits.View.STANDARD.patience(),
                                        questions)
                                .orElseThrow();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public <T> Optional<T> askSoon(Standing.SoonQuestions<T> questions) {
                    return follower.standing().askSoon(questions);
                }
            };
        }

        @Override
        public void close() {
            tables.close();
            store.close();
        }
    }

    /// What comes of a question, or its refusal.
    private static Object outcome(Supplier<Object> question) {
        try {
            return question.get();
        } catch (Fault fault) {
            return fault.text();
        }
    }

    private static void compare(Result found, Result expected) {
        switch (expected) {
            case Result.Figure(var name, var value) -> {
                assertThat(found).isInstanceOf(Result.Figure.class);
                Result.Figure figure = (Result.Figure) found;
                assertThat(figure.name()).isEqualTo(name);
                assertThat(figure.value().isPresent()).isEqualTo(value.isPresent());
                value.ifPresent(
                        v ->
                                assertThat(figure.value().orElseThrow())
                                        .isCloseTo(v, within(Math.abs(v) * 1e-9 + 1e-6)));
            }
            case Result.Parts(var name, var buckets) -> {
                Result.Parts parts = (Result.Parts) found;
                assertThat(parts.name()).isEqualTo(name);
                assertThat(parts.buckets().stream().map(b -> b.label() + "=" + b.count()).toList())
                        .isEqualTo(buckets.stream().map(b -> b.label() + "=" + b.count()).toList());
                for (int i = 0; i < buckets.size(); i++) {
                    assertThat(parts.buckets().get(i).key()).isEqualTo(buckets.get(i).key());
                    compare(parts.buckets().get(i).results(), buckets.get(i).results());
                }
            }
        }
    }

    private static void compare(Map<String, Result> found, Map<String, Result> expected) {
        assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        expected.forEach(
                (id, result) -> compare(Optional.ofNullable(found.get(id)).orElseThrow(), result));
    }

    private static void list(World world, Question question, Sort sort) {
        List<StoredRecord> listed =
                new Listing(world.truth, question, sort, LIMIT).from(world.table());
        assertThat(listed)
                .as("%s by %s", question, sort)
                .isEqualTo(world.scan.filter(world.truth, question, sort, LIMIT));
    }

    @SuppressWarnings("unchecked")
    private static void ask(World world, RandomQuestions questions) {
        Question question = questions.question();
        list(world, question, questions.sort());
        Map<String, Aggregate> aggregates = questions.aggregates(3);
        Object found =
                outcome(
                        () ->
                                world.table()
                                        .ask(
                                                (reader, conditions) ->
                                                        Aggregates.of(
                                                                aggregates,
                                                                reader,
                                                                conditions,
                                                                conditions.of(question),
                                                                READS.buckets())));
        Object expected = outcome(() -> world.scan.aggregate(world.truth, question, aggregates));
        if (expected instanceof Map<?, ?> results && found instanceof Map<?, ?> others) {
            try {
                compare((Map<String, Result>) others, (Map<String, Result>) results);
            } catch (AssertionError e) {
                throw new AssertionError(question + "\n" + aggregates, e);
            }
        } else {
            assertThat(found).as("%s", aggregates).isInstanceOf(String.class);
            assertThat(expected).as("%s", aggregates).isInstanceOf(String.class);
        }
    }

    private static void live(World world, int rounds, int asked) {
        for (int i = 0; i < rounds; i++) {
            for (int j = 0; j < 3; j++) {
                world.write();
            }
            world.follow();
            RandomQuestions questions = new RandomQuestions(world.random, world.plant, NOW);
            for (int j = 0; j < asked; j++) {
                ask(world, questions);
            }
            // Beside a view that does not go on.
            world.write();
            for (int j = 0; j < asked; j++) {
                list(world, questions.question(), questions.sort());
            }
        }
        assertThat(ViewProof.run(world.truth, world.tables.running().columns()).faults()).isEmpty();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void answersWhatTheModelAnswers(@ForAll long seed) {
        try (World world =
                new World(new Random(seed), new MemoryColumnFiles(ColumnLimits.DEFAULT))) {
            live(world, 3, 6);
        }
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void answersTheSameOverTheEngineOfTheServer(@ForAll long seed) throws IOException {
        overFiles(seed);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void answersTheSameForLong(@ForAll long seed) throws IOException {
        overFiles(seed);
    }

    private static void overFiles(long seed) throws IOException {
        Path folder = Files.createTempDirectory("view");
        ColumnFiles files =
                new DuckColumnFiles(
                        folder, ColumnLimits.DEFAULT, ColumnOptions.of(2), System::nanoTime);
        try (World world = new World(new Random(seed), files)) {
            live(world, 3, 8);
        } finally {
            Files.walkFileTree(folder, new Removal());
        }
    }

    /// Takes a folder away with all that is in it.
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
