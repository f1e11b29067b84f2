package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Batch;
import chancery.store.Cells;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.RandomBatches;
import chancery.store.StoreLimits;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The embedded engine gives what the memory engine gives, over random batches and restarts.
final class EnginesAgreeTest {
    private static final int ROUND = 150;

    @TempDir Path dir;

    @Test
    void onAThousandBatchesAndSixRestarts() {
        agree(20_261_121L, 6);
    }

    @Test
    @Tag("slow")
    void onManySeeds() {
        for (long seed = 0; seed < 40; seed++) {
            agree(seed, 10);
        }
    }

    private void agree(long seed, int rounds) {
        KeyValue model = new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime);
        RandomBatches batches = new RandomBatches(new SplittableRandom(seed));
        Path store = dir.resolve("seed" + seed);
        for (int round = 0; round < rounds; round++) {
            try (EmbeddedStore engine = Stores.open(store)) {
                for (int i = 0; i < ROUND; i++) {
                    Batch batch = batches.next(model);
                    assertThat(text(engine.commit(batch)))
                            .as("seed %d, round %d, batch %d", seed, round, i)
                            .isEqualTo(text(model.commit(batch)));
                }
                assertThat(RandomBatches.dump(engine))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(RandomBatches.dump(model));
            }
        }
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(long[] positions) -> Arrays.toString(positions);
            case Outcome.Conflict conflict -> conflict.toString();
        };
    }
}
