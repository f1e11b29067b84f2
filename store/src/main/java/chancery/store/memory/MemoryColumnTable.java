package chancery.store.memory;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnRules;
import chancery.store.column.ColumnTable;
import chancery.store.column.Condition;
import chancery.store.column.Group;
import chancery.store.column.Grouping;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/// A wide table as a map of rows under one lock, which readers hold as well.
final class MemoryColumnTable implements ColumnTable {
    private final NavigableMap<Long, Map<String, Value>> rows = new TreeMap<>();
    private ColumnRules rules;
    private OptionalLong cursor = OptionalLong.empty();

    MemoryColumnTable(ColumnRules rules) {
        this.rules = rules;
    }

    /// Whether none of these columns stands here with another type.
    synchronized boolean fits(List<Column> columns) {
        List<Column> ours = rules.columns();
        return columns.stream()
                .allMatch(
                        column ->
                                ours.contains(column)
                                        || ours.stream()
                                                .noneMatch(c -> c.name().equals(column.name())));
    }

    @Override
    public synchronized List<Column> columns() {
        return rules.columns();
    }

    @Override
    public synchronized void widen(List<Column> columns) {
        rules = rules.with(columns);
    }

    @Override
    public synchronized void apply(ColumnBatch batch) {
        rules.check(batch);
        batch.dropped().forEach(rows::remove);
        for (ColumnBatch.Row row : batch.rows()) {
            Map<String, Value> values = new HashMap<>();
            for (int i = 0; i < batch.columns().size(); i++) {
                values.put(batch.columns().get(i).name(), row.values().get(i));
            }
            rows.put(row.number(), values);
        }
        cursor = OptionalLong.of(batch.cursor());
    }

    @Override
    public synchronized OptionalLong cursor() {
        return cursor;
    }

    @Override
    public synchronized <T> T read(Function<ColumnReader, T> questions) {
        return questions.apply(new Reader());
    }

    @Override
    public boolean compact() {
        // Dropped rows take no space.
        return true;
    }

    private final class Reader implements ColumnReader {
        @Override
        public OptionalLong cursor() {
            return cursor;
        }

        @Override
        public List<Long> first(Condition where, List<SortKey> order, int limit) {
            rules.check(where, order, limit);
            Comparator<Map.Entry<Long, Map<String, Value>>> byKeys =
                    (left, right) -> ValueOrder.compare(order, left.getValue(), right.getValue());
            return rows.entrySet().stream()
                    .filter(row -> Sieve.holds(where, row.getValue()))
                    .sorted(byKeys.thenComparing(Map.Entry.comparingByKey()))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        @Override
        public List<ColumnBatch.Row> after(long number, List<String> columns, int limit) {
            rules.check(columns, limit);
            return rows.tailMap(number, false).entrySet().stream()
                    .limit(limit)
                    .map(row -> shown(row.getKey(), columns, row.getValue()))
                    .toList();
        }

        private static ColumnBatch.Row shown(
                long number, List<String> columns, Map<String, Value> values) {
            return new ColumnBatch.Row(
                    number,
                    columns.stream()
                            .map(name -> values.getOrDefault(name, Value.absent()))
                            .toList());
        }

        @Override
        public long count(Condition where) {
            rules.check(where);
            return rows.values().stream().filter(row -> Sieve.holds(where, row)).count();
        }

        @Override
        public List<Group> groups(Grouping grouping) {
            rules.check(grouping);
            return Buckets.of(
                    grouping,
                    rows.values().stream()
                            .filter(row -> Sieve.holds(grouping.where(), row))
                            .toList());
        }
    }
}
