package chancery.bench.appview;

import static chancery.appview.index.IndexSchema.RECORDS;

import chancery.appview.index.IndexSchema;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;

import java.nio.file.Path;
import java.time.Instant;

/// An index of statuses by 1,000 accounts, in a file that later runs use again.
final class IndexedRecords implements AutoCloseable {
    static final String COLLECTION = "xyz.statusphere.status";

    private static final String CURSOR = "bench";
    private static final int BATCH = 5_000;
    private static final int ACCOUNTS = 1_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SqliteTables tables;

    IndexedRecords(int count) {
        tables =
                SqliteTables.open(
                        Path.of(System.getProperty("java.io.tmpdir"), "chancery-bench-" + count),
                        IndexSchema.SCHEMA,
                        TableLimits.DEFAULT,
                        TableOptions.DEFAULT,
                        System::nanoTime);
        fill(count);
    }

    /// Fills the tables; those of an earlier run go on where it stopped.
    private void fill(int count) {
        long next = tables.cursor(CURSOR).orElse(0);
        while (next < count) {
            long end = Math.min(count, next + BATCH);
            TableBatch batch = new TableBatch();
            for (long i = next; i < end; i++) {
                add(batch, (int) i);
            }
            tables.apply(batch.reached(CURSOR, end));
            next = end;
        }
    }

    private static void add(TableBatch batch, int number) {
        String at = at(number);
        String json =
                """
                {"$type":"%s","createdAt":"%s","likes":%d,"status":"status number %d"}\
                """
                        .formatted(COLLECTION, at, number % 977, number);
        batch.upsert(
                RECORDS.name(),
                Cell.of(uri(number)),
                Cell.of(did(number)),
                Cell.of(COLLECTION),
                Cell.of(key(number)),
                Cell.json(json),
                Cell.of("bafyreib"),
                Cell.of(at),
                Cell.of(at),
                Cell.of(number));
    }

    private static String at(int number) {
        String second = START.plusSeconds(number / 1_000).toString();
        String head = second.substring(0, second.length() - 1);
        return "%s.%03d000+00:00".formatted(head, number % 1_000);
    }

    private static String key(int number) {
        return "k%09d".formatted(number);
    }

    static String did(int number) {
        return "did:plc:%024d".formatted(number % ACCOUNTS);
    }

    static String uri(int number) {
        return "at://" + did(number) + "/" + COLLECTION + "/" + key(number);
    }

    SqliteTables tables() {
        return tables;
    }

    @Override
    public void close() {
        tables.close();
    }
}
