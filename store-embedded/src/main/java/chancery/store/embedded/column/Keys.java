package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnRules;
import chancery.store.column.Condition;
import chancery.store.column.GroupKey;
import chancery.store.column.Value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Keys of groups as SQL.
final class Keys {
    private static final long YEARS_BEGIN = millis(LocalDate.of(1, 1, 1));
    private static final long YEARS_END = millis(LocalDate.of(10_000, 1, 1));

    /// What a value of a list is called while it is made into a key.
    private static final String ITEM = "x";

    private final ColumnRules rules;

    Keys(ColumnRules rules) {
        this.rules = rules;
    }

    /// The key of a row, absent where it has none; of lists and conditions, one row for each.
    Sql of(GroupKey key) {
        return switch (key) {
            case GroupKey.Values(var column) -> each(column, Sql::new);
            case GroupKey.Bins bins -> each(bins.column(), value -> bin(value, bins.width()));
            case GroupKey.Spans spans -> each(spans.column(), value -> span(value, spans.width()));
            case GroupKey.Calendar calendar ->
                    each(calendar.column(), value -> calendar(value, calendar.unit()));
            case GroupKey.Cases(var conditions) -> cases(conditions);
        };
    }

    private Sql each(String column, Function<String, Sql> key) {
        String name = Names.column(column);
        return rules.column(column).holds() == Column.Holds.ONE
                ? key.apply(name)
                : new Sql("unnest(list_distinct(list_transform(" + name + ",lambda " + ITEM + ": ")
                        .add(key.apply(ITEM))
                        .add(")))");
    }

    /// The number of the interval.
    private static Sql bin(String value, double width) {
        return new Sql("floor(CAST(" + value + " AS DOUBLE)/").bind(Value.of(width)).add(")");
    }

    /// The number of the interval. The engine rounds towards zero: below it, what is counted is how
    /// far the value is from -1, which fits for every one.
    private static Sql span(String value, long width) {
        return new Sql(
                "CASE WHEN "
                        + (value + ">=0 THEN " + value + "//" + width)
                        + (" ELSE -1-(-1-" + value + ")//" + width + " END"));
    }

    private static Sql calendar(String value, GroupKey.CalendarUnit unit) {
        String name = unit.name().toLowerCase(Locale.ROOT);
        return new Sql("CASE WHEN " + value + ">=")
                .bind(YEARS_BEGIN)
                .add(" AND " + value + "<")
                .bind(YEARS_END)
                .add(" THEN epoch_ms(CAST(date_trunc('" + name + "',make_timestamp_ms(" + value)
                .add(")) AS TIMESTAMP)) END");
    }

    private static Sql cases(List<Condition> conditions) {
        Sql sql = new Sql("unnest(list_filter([CAST(NULL AS BIGINT)");
        for (int i = 0; i < conditions.size(); i++) {
            sql.add(",CASE WHEN ").add(Wheres.of(conditions.get(i))).add(" THEN ").bind(i);
            sql.add(" END");
        }
        return sql.add("],lambda " + ITEM + ": " + ITEM + " IS NOT NULL))");
    }

    /// Whether the key of this name is there and meant.
    static Sql meant(GroupKey key, String name) {
        Sql sql = new Sql(name + " IS NOT NULL");
        switch (key) {
            case GroupKey.Values _, GroupKey.Cases _ -> {}
            case GroupKey.Bins bins -> {
                if (bins.width() < 1) {
                    sql.add(" AND isfinite(" + name + ")");
                }
                String start = " AND " + name + "*";
                Value.Single width = Value.of(bins.width());
                bins.min().ifPresent(m -> sql.add(start).bind(width).add(">=").bind(Value.of(m)));
                bins.max().ifPresent(m -> sql.add(start).bind(width).add("<=").bind(Value.of(m)));
            }
            case GroupKey.Spans spans -> {
                long width = spans.width();
                // Starts of 64 bits; rounding towards zero leaves the first of them.
                long first = Math.ceilDiv(spans.min().orElse(Long.MIN_VALUE), width);
                Optional<Long> last = spans.max().map(max -> Math.floorDiv(max, width));
                between(sql, name, Optional.of(first), last);
            }
            case GroupKey.Calendar calendar -> between(sql, name, calendar.min(), calendar.max());
        }
        return sql;
    }

    private static void between(Sql sql, String name, Optional<Long> min, Optional<Long> max) {
        min.ifPresent(bound -> sql.add(" AND " + name + ">=").bind(bound));
        max.ifPresent(bound -> sql.add(" AND " + name + "<=").bind(bound));
    }

    /// The columns that a key looks at.
    static Set<String> columns(GroupKey key) {
        return switch (key) {
            case GroupKey.Values(var column) -> Set.of(column);
            case GroupKey.Bins bins -> Set.of(bins.column());
            case GroupKey.Spans spans -> Set.of(spans.column());
            case GroupKey.Calendar calendar -> Set.of(calendar.column());
            case GroupKey.Cases(var conditions) -> {
                Set<String> columns = new LinkedHashSet<>();
                conditions.forEach(condition -> Wheres.addColumns(condition, columns));
                yield columns;
            }
        };
    }

    /// The key that a row of an answer has in this place.
    Value.Single read(GroupKey key, ResultSet row, int place) throws SQLException {
        if (key instanceof GroupKey.Spans spans) {
            return Value.of(row.getLong(place) * spans.width());
        }
        return switch (kind(key)) {
            case TEXT -> Value.of(row.getString(place));
            case WHOLE -> Value.of(row.getLong(place));
            case REAL -> Value.of(row.getDouble(place));
            case FLAG -> Value.of(row.getBoolean(place));
        };
    }

    private Column.Kind kind(GroupKey key) {
        return switch (key) {
            case GroupKey.Values(var column) -> rules.column(column).kind();
            case GroupKey.Bins _ -> Column.Kind.REAL;
            case GroupKey.Spans _, GroupKey.Calendar _, GroupKey.Cases _ -> Column.Kind.WHOLE;
        };
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
