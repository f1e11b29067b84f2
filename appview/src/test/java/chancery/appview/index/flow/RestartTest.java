package chancery.appview.index.flow;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.TestHost;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.view.IndexCheck;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.store.StoreClosedException;
import chancery.store.memory.MemoryStore;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Search;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/// Random work with restarts at any moment, against what the host holds.
final class RestartTest {
    private static final List<Did> DIDS =
            List.of(
                    Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"),
                    Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"),
                    Did.parse("did:web:example.com"));

    private final TestHost host = new TestHost();
    private final KeyValue store = new MemoryStore(System::nanoTime);
    private final Set<Did> hidden = new TreeSet<>();
    private Tables tables = IndexKit.tables();

    /// How a process ends, or the tables with it.
    private enum End {
        /// The tables have what they had.
        STOP,
        /// The tables stopped taking anything in a while before.
        BEHIND,
        /// The tables are lost.
        LOST
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void showsWhatTheHostHoldsHoweverOftenItStops(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            End end = End.values()[random.nextInt(End.values().length)];
            Stuck stuck = new Stuck(tables);
            try (var kit = new IndexKit(host, store, stuck)) {
                work(random, 40);
                stuck.stuck = end == End.BEHIND;
                work(random, 20);
                assertThat(kit.broken).hasNullValue();
                kit.kill(random.nextBoolean());
            }
            tables = end == End.LOST ? IndexKit.tables() : tables;
        }
        try (var kit = new IndexKit(host, store, tables)) {
            assertThat(shown(kit)).isEqualTo(held());
            assertThat(links(kit)).isEqualTo(expectedLinks());
            assertThat(check(tables)).isEmpty();
        }
    }

    private void work(Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            Did did = DIDS.get(random.nextInt(DIDS.size()));
            String path = IndexKit.NOTE + "/" + random.nextInt(8);
            switch (random.nextInt(12)) {
                case 0 -> status(did, AccountStatus.TAKENDOWN);
                case 1, 2 -> status(did, AccountStatus.ACTIVE);
                case 3, 4 -> host.delete(did, path);
                default ->
                        host.put(
                                did,
                                path,
                                "{\"n\":%d,\"to\":\"at://x/%d\"}"
                                        .formatted(random.nextInt(), random.nextInt(3)));
            }
        }
    }

    private void status(Did did, AccountStatus status) {
        host.status(did, status);
        if (status.active()) {
            hidden.remove(did);
        } else {
            hidden.add(did);
        }
    }

    private Map<String, String> held() {
        Map<String, String> held = new TreeMap<>();
        for (Did did : DIDS) {
            host.records(did)
                    .forEach(
                            (path, record) -> {
                                if (!hidden.contains(did)) {
                                    held.put(
                                            "at://" + did + "/" + path,
                                            JsonText.of(record.value()).write());
                                }
                            });
        }
        return held;
    }

    private Set<String> expectedLinks() {
        Set<String> links = new TreeSet<>();
        held().forEach(
                        (uri, json) ->
                                links.add(
                                        uri
                                                + " "
                                                + JsonText.parseObject(json)
                                                        .text("to")
                                                        .orElseThrow()));
        return links;
    }

    private static Map<String, String> shown(IndexKit kit) {
        Map<String, String> shown = new TreeMap<>();
        for (Row row : kit.fresh()) {
            shown.put(row.text("uri"), row.json("record"));
        }
        return shown;
    }

    private static Set<String> links(IndexKit kit) {
        Set<String> links = new TreeSet<>();
        for (Row row : kit.rows("record_refs")) {
            links.add(row.text("source_uri") + " " + row.text("target_uri"));
        }
        return links;
    }

    private List<String> check(Tables checked) {
        return check(checked, Set.of());
    }

    private List<String> check(Tables checked, Set<String> coming) {
        AppViewLimits.Indexing limits = AppViewLimits.STANDARD.indexing();
        return new IndexCheck(checked, new IndexTruth(store), host, limits, coming).run().faults();
    }

    @Test
    void makesTheTablesAnewWhenTheyMissedAPartOfTheLog() throws Exception {
        try (var kit = new IndexKit(host, store, tables)) {
            host.put(DIDS.get(0), IndexKit.NOTE + "/1", "{\"to\":\"at://x\"}");
            kit.fresh();
        }
        Tables behind = new Stuck(tables);
        try (var kit = new IndexKit(host, store, behind)) {
            kit.fresh();
            ((Stuck) behind).stuck = true;
            host.delete(DIDS.get(0), IndexKit.NOTE + "/1");
            RecordName name = RecordName.parse(DIDS.get(0) + "/com.example.note/1");
            IndexTruth truth = new IndexTruth(store);
            IndexKit.until(() -> truth.row(name).orElseThrow() instanceof IndexRow.Gone);
        }
        IndexTruth truth = new IndexTruth(store);
        truth.trim(truth.log().tail());

        try (var kit = new IndexKit(host, store, tables)) {
            assertThat(kit.fresh()).isEmpty();
            assertThat(kit.rows("record_refs")).isEmpty();
        }
    }

    @Test
    void findsEachFaultOfTheTables() {
        try (var kit = new IndexKit(host, store, tables)) {
            for (int i = 1; i <= 4; i++) {
                host.put(DIDS.get(0), IndexKit.NOTE + "/" + i, "{\"to\":\"at://x\"}");
            }
            kit.fresh();
        }
        String uri = "at://" + DIDS.get(0) + "/com.example.note/";
        List<Row> rows = tables.list(Query.of("records", 10)).rows();
        var other = new ArrayList<>(rows.get(1).cells());
        other.set(4, Cell.json("{}"));
        var unknown = new ArrayList<>(rows.get(1).cells());
        unknown.set(0, Cell.of(uri + "9"));
        tables.apply(
                new TableBatch()
                        .delete("records", RowKey.of(uri + "1"))
                        .upsert("records", other.toArray(Cell[]::new))
                        .deleteWhere("record_refs", Filter.eq("source_uri", uri + "3"))
                        .upsert("records", unknown.toArray(Cell[]::new)));

        assertThat(check(tables))
                .containsExactlyInAnyOrder(
                        uri + "1 is not shown",
                        uri + "1 has links and is not shown",
                        uri + "2 is shown as something else",
                        uri + "3 has other links",
                        uri + "9 is shown and not known");
        assertThat(IndexSchema.RECORDS.key()).containsExactly("uri");
    }

    @Test
    void comparesWithTheRepositoriesWhatLiesThereAlone() {
        String changed = DIDS.get(0) + "/com.example.note/1";
        String gone = DIDS.get(0) + "/com.example.note/2";
        try (var kit = new IndexKit(host, store, tables)) {
            host.put(DIDS.get(0), IndexKit.NOTE + "/1", "{\"n\":1}");
            host.put(DIDS.get(0), IndexKit.NOTE + "/2", "{}");
            kit.fresh();
        }
        host.put(DIDS.get(0), IndexKit.NOTE + "/1", "{\"n\":2}");
        host.delete(DIDS.get(0), IndexKit.NOTE + "/2");

        assertThat(check(tables, Set.of(changed, gone))).isEmpty();
        assertThat(check(tables, Set.of(DIDS.get(0).value()))).isEmpty();
        assertThat(check(tables))
                .containsExactly(
                        "at://" + changed + " is shown as something else",
                        "at://" + changed + " is not in its repository, or in another version",
                        "at://" + gone + " is shown and should not be",
                        "at://" + gone + " is not in its repository, or in another version");
    }

    @Test
    void countsWhatItCompared() {
        try (var kit = new IndexKit(host, store, tables)) {
            host.put(DIDS.get(0), IndexKit.NOTE + "/1", "{\"a\":\"at://x\",\"b\":\"at://y\"}");
            host.put(DIDS.get(1), IndexKit.NOTE + "/1", "{}");
            kit.fresh();
        }

        AppViewLimits.Indexing limits = AppViewLimits.STANDARD.indexing();
        var check = new IndexCheck(tables, new IndexTruth(store), host, limits, Set.of());
        assertThat(check.run()).isEqualTo(new IndexCheck.Result(2, 2, List.of()));
    }

    /// Tables that, from a moment on, take nothing in.
    private static final class Stuck implements Tables {
        private final Tables inner;
        private volatile boolean stuck;

        Stuck(Tables inner) {
            this.inner = inner;
        }

        @Override
        public Applied apply(TableBatch batch) {
            if (stuck) {
                stay();
            }
            return inner.apply(batch);
        }

        private static void stay() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new StoreClosedException();
            }
        }

        @Override
        public OptionalLong cursor(String name) {
            return inner.cursor(name);
        }

        @Override
        public Optional<Row> get(String table, RowKey key) {
            return inner.get(table, key);
        }

        @Override
        public Page list(Query query) {
            return inner.list(query);
        }

        @Override
        public List<Row> search(Search search) {
            return inner.search(search);
        }

        @Override
        public List<Grouping.Group> aggregate(Grouping grouping) {
            return inner.aggregate(grouping);
        }

        @Override
        public void clear() {
            inner.clear();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
