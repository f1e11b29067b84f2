package chancery.store.embedded.column;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnContract;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.RandomColumns;
import chancery.store.memory.MemoryColumns;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Random;

/// DuckDB answers every random question as the plain code of the memory engine does, whenever it
/// is asked between batches, compaction and opening again.
final class ColumnEnginesAgreeTest {
    @TempDir private Path folder;

    @Test
    void answersAlike() {
        agree(new Random().nextLong(), 15, 20);
    }

    @Test
    @Tag("slow")
    void answersAlikeForLong() {
        agree(new Random().nextLong(), 200, 100);
    }

    private void agree(long seed, int batches, int questions) {
        RandomColumns random = new RandomColumns(new Random(seed));
        DuckColumnFiles files = ColumnFolders.of(folder, ColumnLimits.DEFAULT);
        ColumnTable model = new MemoryColumns(ColumnLimits.DEFAULT).open("t", ColumnContract.ALL);
        Columns engine = files.open();
        ColumnTable table = engine.open("t", ColumnContract.ALL);
        for (int i = 0; i < batches; i++) {
            ColumnBatch batch = random.batch();
            model.apply(batch);
            table.apply(batch);
            for (int j = 0; j < questions; j++) {
                compare(seed, random.question(), model, table);
            }
            if (i % 5 == 0) {
                table.compact();
            }
            if (i % 7 == 0) {
                engine.close();
                engine = files.open();
                table = engine.open("t", ColumnContract.ALL);
            }
        }
        engine.close();
    }

    private static void compare(
            long seed, RandomColumns.Question question, ColumnTable model, ColumnTable table) {
        String expected = model.read(question.asking()::of);

        String actual = table.read(question.asking()::of);

        assertThat(actual).as("seed %d: %s", seed, question.name()).isEqualTo(expected);
    }
}
