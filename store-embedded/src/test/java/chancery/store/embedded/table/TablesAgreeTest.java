package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.memory.MemoryTables;
import chancery.store.table.RandomTables;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.TablesContract;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.SplittableRandom;

/// SQLite answers what the memory engine answers, over random batches, questions and restarts.
final class TablesAgreeTest {
    @TempDir Path dir;

    @Test
    void onHundredsOfQuestions() {
        agree(20_261_121L, 3, 60);
    }

    @Test
    @Tag("slow")
    void onManySeeds() {
        for (long seed = 0; seed < 60; seed++) {
            agree(seed, 3, 200);
        }
    }

    private void agree(long seed, int rounds, int batches) {
        Tables model = new MemoryTables(TablesContract.SCHEMA);
        RandomTables random = new RandomTables(new SplittableRandom(seed));
        Path file = dir.resolve("seed" + seed);
        for (int round = 0; round < rounds; round++) {
            try (Tables engine = TableFiles.open(file, TablesContract.SCHEMA, TableFiles.LIMITS)) {
                for (int i = 0; i < batches; i++) {
                    agree(random, model, engine, "seed %d, round %d, batch %d", seed, round, i);
                }
            }
        }
    }

    private static void agree(
            RandomTables random, Tables model, Tables engine, String where, Object... at) {
        TableBatch batch = random.batch();
        assertThat(engine.apply(batch)).as(where, at).isEqualTo(model.apply(batch));
        assertThat(engine.cursor("cursor")).as(where, at).isEqualTo(model.cursor("cursor"));
        for (int i = 0; i < 4; i++) {
            RandomTables.Question question = random.question();
            assertThat(question.of(engine)).as(where, at).isEqualTo(question.of(model));
        }
    }
}
