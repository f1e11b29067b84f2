package chancery.store.table;

import chancery.store.Reader.Direction;
import chancery.store.table.Filter.Op;
import chancery.store.table.Grouping.GroupOrder;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Batches and questions of every kind over the tables of [TablesContract#SCHEMA], with few values
/// so that they meet, for comparing an engine with the memory engine.
public final class RandomTables {
    private static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "Abc%", "a_c", "\0", "x\0y", "\uFFFD", "\uD83D\uDC1B", "Ö");
    private static final List<String> JSONS =
            List.of(
                    "1",
                    "1.0",
                    "-0.0",
                    "2.5",
                    "-3",
                    "9007199254740993",
                    "1e300",
                    "true",
                    "false",
                    "null",
                    "{}",
                    "[]",
                    "\"\"",
                    "\"a\"",
                    "\"Ab\"",
                    "\"x\\u0000y\"",
                    "\"1\"",
                    "[1,\"a\"]",
                    "{\"b\":\"deep\"}",
                    "18446744073709551616",
                    "\"\\ud83d\\udc1b\"");
    private static final List<Field> FIELDS =
            List.of(
                    Field.of("id"),
                    Field.of("name"),
                    Field.of("size"),
                    Field.of("live"),
                    Field.path("doc", "a"),
                    Field.path("doc", "n"),
                    Field.path("doc", "a", "b"),
                    new Field.Path(
                            "doc", List.of(new Field.Step.Name("a"), new Field.Step.Index(1))));

    private final RandomGenerator random;

    public RandomTables(RandomGenerator random) {
        this.random = random;
    }

    /// A batch of a few changes of things and records.
    public TableBatch batch() {
        TableBatch batch = new TableBatch();
        for (int i = random.nextInt(8); i > 0; i--) {
            change(batch);
        }
        if (random.nextInt(3) == 0) {
            batch.reached("cursor", random.nextInt(1_000));
        }
        return batch;
    }

    /// A list of things, read to its end and written down.
    private Question list() {
        Query query =
                new Query("things", filter(3), sorts(), 1 + random.nextInt(7), Optional.empty());
        return tables -> walk(tables, query);
    }

    /// What is asked of tables, and what they answer, as text.
    @FunctionalInterface
    public interface Question {
        List<String> of(Tables tables);
    }

    /// A question of any kind.
    public Question question() {
        return switch (random.nextInt(4)) {
            case 0 -> search();
            case 1 -> grouping();
            default -> list();
        };
    }

    private Question search() {
        Field title = Field.path("record", random.nextBoolean() ? "a" : "n");
        String text = pick(List.of("a", "ab", "abc", "bc%", "x\0y", "_", "ÖAB", "deep", "b a"));
        Search search = new Search("records", Filter.all(), title, text, 1 + random.nextInt(9));
        return tables -> tables.search(search).stream().map(row -> row.cells().toString()).toList();
    }

    private Question grouping() {
        List<Field> by = Stream.generate(() -> pick(FIELDS)).limit(random.nextInt(3)).toList();
        Field of = pick(FIELDS);
        List<Aggregate> aggregates =
                List.of(
                        new Aggregate.Count(),
                        new Aggregate.Present(of),
                        new Aggregate.Distinct(of),
                        new Aggregate.Min(of),
                        new Aggregate.Max(of));
        GroupOrder order = pick(List.of(GroupOrder.values()));
        Grouping grouping = new Grouping("things", filter(2), by, aggregates, order, 20);
        return tables ->
                tables.aggregate(grouping).stream()
                        .map(group -> group.by().toString() + group.aggregates())
                        .toList();
    }

    private static List<String> walk(Tables tables, Query query) {
        List<String> out = new ArrayList<>();
        out.add(query.toString());
        Optional<Position> after = Optional.empty();
        do {
            Page page = tables.list(after.map(query::after).orElse(query));
            page.rows().forEach(row -> out.add(row.integer("id") + " " + row.cell("doc")));
            out.add(page.next().toString());
            after = page.next();
        } while (after.isPresent());
        return out;
    }

    private void change(TableBatch batch) {
        switch (random.nextInt(10)) {
            case 0 -> batch.delete("things", RowKey.of(id()));
            case 1 -> batch.delete("records", RowKey.of(uri()));
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    batch.deleteWhere("things", filter(2));
                }
            }
            case 3 -> batch.deleteWhere("records", Filter.eq("uri", uri()));
            case 4, 5 -> batch.upsert("records", Cell.of(uri()), text(), document(), Cell.of(1));
            default ->
                    batch.upsert(
                            "things",
                            id(),
                            maybe(text()),
                            maybe(Cell.of(random.nextInt(5) / 2.0)),
                            maybe(new Cell.Flag(random.nextBoolean())),
                            maybe(Cell.of(new byte[] {(byte) random.nextInt(3)})),
                            maybe(document()));
        }
    }

    private Filter filter(int depth) {
        int kind = random.nextInt(depth == 0 ? 6 : 10);
        return switch (kind) {
            case 0, 1, 2 -> Filter.compare(pick(FIELDS), pick(List.of(Op.values())), value());
            case 3 -> new Filter.In(pick(FIELDS), List.of(value(), value()));
            case 4 -> new Filter.Absent(pick(FIELDS));
            case 5 ->
                    switch (random.nextInt(3)) {
                        case 0 -> new Filter.Prefix(pick(FIELDS), pick(TEXTS));
                        case 1 -> new Filter.Contains(pick(FIELDS), pick(TEXTS));
                        default -> new Filter.Like(pick(FIELDS), pick(TEXTS) + "%");
                    };
            case 6, 7 -> Filter.not(filter(depth - 1));
            case 8 -> Filter.and(filter(depth - 1), filter(depth - 1));
            default -> Filter.or(filter(depth - 1), filter(depth - 1));
        };
    }

    private List<Sort> sorts() {
        return Stream.generate(() -> new Sort(pick(FIELDS), pick(List.of(Direction.values()))))
                .limit(random.nextInt(4))
                .toList();
    }

    private Cell value() {
        return switch (random.nextInt(6)) {
            case 0 -> text();
            case 1 -> new Cell.Flag(random.nextBoolean());
            case 2 -> Cell.of(random.nextInt(8) / 2.0);
            case 3 -> Cell.of(9007199254740993L);
            default -> Cell.of(random.nextInt(-3, 4));
        };
    }

    private Cell document() {
        return Cell.json("{\"a\":" + pick(JSONS) + ", \"n\":" + pick(JSONS) + "}");
    }

    private Cell text() {
        return Cell.of(pick(TEXTS));
    }

    private Cell id() {
        return Cell.of(random.nextInt(12));
    }

    private String uri() {
        return "at://" + random.nextInt(8);
    }

    private Cell maybe(Cell cell) {
        return random.nextInt(4) == 0 ? Cell.none() : cell;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
