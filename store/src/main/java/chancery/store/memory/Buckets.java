package chancery.store.memory;

import chancery.store.column.Group;
import chancery.store.column.GroupKey;
import chancery.store.column.GroupKey.CalendarUnit;
import chancery.store.column.Grouping;
import chancery.store.column.Level;
import chancery.store.column.Measure;
import chancery.store.column.SingleOrder;
import chancery.store.column.Value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Groups rows in memory, level by level.
final class Buckets {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final long YEARS_BEGIN =
            LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final long YEARS_END =
            LocalDate.of(10_000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();

    private final Grouping grouping;
    private final List<Group> groups = new ArrayList<>();

    private Buckets(Grouping grouping) {
        this.grouping = grouping;
    }

    static List<Group> of(Grouping grouping, List<Map<String, Value>> rows) {
        Buckets buckets = new Buckets(grouping);
        buckets.descend(List.of(), rows);
        return buckets.groups.stream().limit(grouping.limit()).toList();
    }

    private void descend(List<Value.Single> keys, List<Map<String, Value>> rows) {
        if (keys.size() == grouping.levels().size()) {
            List<Optional<Double>> figures = new ArrayList<>();
            grouping.measures().forEach(measure -> figures.add(figure(measure, rows)));
            groups.add(new Group(keys, rows.size(), figures));
            return;
        }
        Level level = grouping.levels().get(keys.size());
        Map<Value.Single, List<Map<String, Value>>> parts = new TreeMap<>(SingleOrder.ORDER);
        for (Map<String, Value> row : rows) {
            for (Value.Single key : keys(level.key(), row)) {
                parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
            }
        }
        Stream<Map.Entry<Value.Single, List<Map<String, Value>>>> sorted =
                parts.entrySet().stream();
        if (level.order() == Level.Order.FULLEST) {
            sorted = sorted.sorted(Comparator.comparing(part -> -part.getValue().size()));
        }
        sorted.limit(level.size())
                .forEach(
                        part ->
                                descend(
                                        Stream.concat(keys.stream(), Stream.of(part.getKey()))
                                                .toList(),
                                        part.getValue()));
    }

    private static Set<Value.Single> keys(GroupKey key, Map<String, Value> row) {
        Set<Value.Single> keys = new TreeSet<>(SingleOrder.ORDER);
        switch (key) {
            case GroupKey.Values(var column) -> keys.addAll(Sieve.items(row, column));
            case GroupKey.Bins bins -> {
                for (Value.Single value : Sieve.items(row, bins.column())) {
                    double bin = Math.floor(number(value) / bins.width());
                    if (within(bin * bins.width(), bins.min(), bins.max())) {
                        keys.add(new Value.Real(bin));
                    }
                }
            }
            case GroupKey.Spans spans -> {
                for (Value.Single value : Sieve.items(row, spans.column())) {
                    long whole = ((Value.Whole) value).value();
                    long rest = Math.floorMod(whole, spans.width());
                    if (whole >= Long.MIN_VALUE + rest) {
                        addStart(keys, whole - rest, spans.min(), spans.max());
                    }
                }
            }
            case GroupKey.Calendar calendar -> {
                for (Value.Single value : Sieve.items(row, calendar.column())) {
                    long moment = ((Value.Whole) value).value();
                    if (moment >= YEARS_BEGIN && moment < YEARS_END) {
                        long start = start(calendar.unit(), moment);
                        addStart(keys, start, calendar.min(), calendar.max());
                    }
                }
            }
            case GroupKey.Cases(var conditions) -> {
                for (int i = 0; i < conditions.size(); i++) {
                    if (Sieve.holds(conditions.get(i), row)) {
                        keys.add(new Value.Whole(i));
                    }
                }
            }
        }
        return keys;
    }

    private static void addStart(
            Set<Value.Single> keys, long start, Optional<Long> min, Optional<Long> max) {
        if (min.map(m -> start >= m).orElse(true) && max.map(m -> start <= m).orElse(true)) {
            keys.add(new Value.Whole(start));
        }
    }

    private static boolean within(double start, Optional<Double> min, Optional<Double> max) {
        return min.map(m -> start >= m).orElse(true) && max.map(m -> start <= m).orElse(true);
    }

    private static long start(CalendarUnit unit, long moment) {
        LocalDate day = Instant.ofEpochMilli(moment).atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate start =
                switch (unit) {
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER ->
                            day.withDayOfMonth(1)
                                    .minusMonths((day.getMonthValue() - 1) % MONTHS_OF_QUARTER);
                    case YEAR -> day.withDayOfYear(1);
                };
        return start.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static double number(Value.Single value) {
        return switch (value) {
            case Value.Whole(var whole) -> whole;
            case Value.Real(var real) -> real;
            case Value.Text _, Value.Flag _ -> throw new IllegalArgumentException("no number");
        };
    }

    private static Optional<Double> figure(Measure measure, List<Map<String, Value>> rows) {
        List<Value.Single> values =
                rows.stream().flatMap(row -> Sieve.items(row, measure.column()).stream()).toList();
        return switch (measure.figure()) {
            case VALUES -> Optional.of((double) values.size());
            case SUM -> Optional.of(sum(values).doubleValue()).filter(Double::isFinite);
            case AVERAGE ->
                    values.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    sum(values)
                                            .divide(
                                                    BigDecimal.valueOf(values.size()),
                                                    MathContext.DECIMAL128)
                                            .doubleValue());
            case MIN -> values.stream().map(Buckets::number).min(Comparator.naturalOrder());
            case MAX -> values.stream().map(Buckets::number).max(Comparator.naturalOrder());
        };
    }

    private static BigDecimal sum(List<Value.Single> values) {
        return values.stream()
                .map(
                        value ->
                                value instanceof Value.Whole(var whole)
                                        ? BigDecimal.valueOf(whole)
                                        : new BigDecimal(number(value)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
