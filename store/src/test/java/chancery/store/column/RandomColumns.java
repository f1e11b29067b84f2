package chancery.store.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Batches and questions of every kind over the columns of [ColumnContract], with few values so
/// that they meet, for comparing an engine with the memory engine.
public final class RandomColumns {
    private static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "abc", "b%", "\uFFFD", "\uD83D\uDC1B", "Ö", "a\tb'\"");
    private static final List<Long> WHOLES =
            List.of(0L, 1L, -1L, 7L, 59L, 60L, 1_709_251_200_000L, -62_135_596_800_000L);
    private static final List<Long> FAR = List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53);
    private static final List<Double> REALS = List.of(0.0, 0.5, -0.5, 1.0, 9.75, -1e12, 0.125);
    private static final List<Column> COLUMNS = ColumnContract.ALL;

    private final RandomGenerator random;
    private long next;

    public RandomColumns(RandomGenerator random) {
        this.random = random;
    }

    /// A batch that drops some of the rows of earlier ones and appends a few.
    public ColumnBatch batch() {
        List<Column> columns = COLUMNS.stream().filter(_ -> random.nextInt(4) > 0).toList();
        ColumnBatch batch = new ColumnBatch(columns, random.nextLong());
        for (int i = random.nextInt(30); i > 0 && next > 0; i--) {
            batch.drop(random.nextLong(next));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            batch.append(next, columns.stream().map(this::value).toList());
            next += 1 + random.nextInt(3);
        }
        return batch;
    }

    /// A question, answered as text that is the same when the answers are.
    public Question question() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                Condition where = condition(3);
                yield new Question(where.toString(), reader -> "" + reader.count(where));
            }
            case 1 -> {
                Condition where = condition(2);
                List<SortKey> order = several(3, this::sortKey);
                int limit = 1 + random.nextInt(20);
                yield new Question(
                        where + " " + order, reader -> "" + reader.first(where, order, limit));
            }
            default -> {
                Grouping grouping = grouping();
                yield new Question(
                        grouping.toString(), reader -> told(grouping, reader.groups(grouping)));
            }
        };
    }

    /// What is asked of a reader, and how it is called when the answers differ.
    public record Question(String name, Asking asking) {}

    /// Asks a reader.
    @FunctionalInterface
    public interface Asking {
        String of(ColumnReader reader);
    }

    private Value value(Column column) {
        if (random.nextInt(4) == 0) {
            return Value.absent();
        }
        return column.holds() == Column.Holds.ONE
                ? single(column.kind())
                : new Value.Many(several(4, () -> single(column.kind())));
    }

    private Value.Single single(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> Value.of(one(TEXTS));
            case WHOLE -> Value.of(random.nextInt(20) == 0 ? one(FAR) : one(WHOLES));
            case REAL -> Value.of(one(REALS));
            case FLAG -> Value.of(random.nextBoolean());
        };
    }

    private Condition condition(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 6);
        return switch (kind) {
            case 0 -> new Condition.Present(one(COLUMNS).name());
            case 1 -> {
                Column column = column(Column.Holds.ONE);
                yield new Condition.In(column.name(), several(3, () -> single(column.kind())));
            }
            case 2 -> {
                Column column = column(Column.Holds.ONE);
                yield new Condition.Range(column.name(), end(column), end(column));
            }
            case 3 -> new Condition.Prefix("area", one(TEXTS));
            case 4 -> {
                Column column = column(Column.Holds.MANY);
                yield new Condition.ContainsAny(
                        column.name(), several(3, () -> single(column.kind())));
            }
            case 5 -> {
                Column column = column(Column.Holds.MANY);
                yield new Condition.ContainsAll(
                        column.name(), several(2, () -> single(column.kind())));
            }
            case 6 -> new Condition.Not(condition(depth - 1));
            case 7 -> new Condition.And(several(3, () -> condition(depth - 1)));
            default -> new Condition.Or(several(3, () -> condition(depth - 1)));
        };
    }

    private Optional<Condition.End> end(Column column) {
        Condition.Edge edge = one(List.of(Condition.Edge.values()));
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new Condition.End(single(column.kind()), edge));
    }

    private SortKey sortKey() {
        return new SortKey(
                column(Column.Holds.ONE).name(),
                one(List.of(SortKey.Direction.values())),
                one(List.of(SortKey.Absent.values())));
    }

    private Grouping grouping() {
        List<Level> levels = several(3, this::level);
        List<Measure> measures = several(4, this::measure);
        return new Grouping(condition(1), levels, measures, 1_000);
    }

    private Level level() {
        int size = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(4);
        return new Level(groupKey(), one(List.of(Level.Order.values())), size);
    }

    private GroupKey groupKey() {
        return switch (random.nextInt(5)) {
            case 0 -> new GroupKey.Values(one(COLUMNS).name());
            case 1 ->
                    new GroupKey.Bins(
                            numeric().name(),
                            one(List.of(1.0, 0.3, 10.0)),
                            random.nextBoolean() ? Optional.empty() : Optional.of(-3.0),
                            random.nextBoolean() ? Optional.empty() : Optional.of(10.0));
            case 2 -> new GroupKey.Spans(whole(), one(List.of(1L, 60L, 1L << 40)), from(), to());
            case 3 ->
                    new GroupKey.Calendar(
                            whole(), one(List.of(GroupKey.CalendarUnit.values())), from(), to());
            default -> new GroupKey.Cases(several(4, () -> condition(1)));
        };
    }

    private Optional<Long> from() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(0L);
    }

    private Optional<Long> to() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(1_709_251_200_000L);
    }

    private Measure measure() {
        Measure.Figure figure = one(List.of(Measure.Figure.values()));
        return new Measure(
                figure, figure == Measure.Figure.VALUES ? one(COLUMNS).name() : numeric().name());
    }

    private Column numeric() {
        return one(COLUMNS.stream().filter(column -> column.kind().numeric()).toList());
    }

    private String whole() {
        return one(List.of("count", "counts"));
    }

    private Column column(Column.Holds holds) {
        return one(COLUMNS.stream().filter(column -> column.holds() == holds).toList());
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> several(int max, Supplier<T> made) {
        return Stream.generate(made).limit(random.nextInt(max + 1)).toList();
    }

    /// Groups without regard to the order of the parents; sums to 12 digits, for they are added in
    /// another order.
    private static String told(Grouping grouping, List<Group> groups) {
        List<String> lines = new ArrayList<>();
        for (Group group : groups) {
            StringBuilder line = new StringBuilder().append(group.keys()).append(group.rows());
            for (Optional<Double> figure : group.figures()) {
                line.append(' ').append(figure.map("%.12g"::formatted).orElse("none"));
            }
            lines.add(line.toString());
        }
        if (grouping.levels().size() > 1) {
            lines.sort(null);
        }
        return String.join("\n", lines);
    }
}
