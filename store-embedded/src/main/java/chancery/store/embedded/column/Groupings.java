package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnRules;
import chancery.store.column.Group;
import chancery.store.column.Grouping;
import chancery.store.column.Level;
import chancery.store.column.Measure;
import chancery.store.column.SingleOrder;
import chancery.store.column.Value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A grouping as SQL. For each level there are the rows with their keys so far (`b0`, `b1`, …, a
/// row once for each of its keys) and, where not all groups count, those that do (`g0`, `g1`, …),
/// to which the rows of the next level are held.
final class Groupings {
    private static final String KEY = "k";

    /// So many groups are put in order here, which takes less time than to have the engine do it.
    private static final int FEW = 1_000;

    private final String table;
    private final ColumnRules rules;
    private final Grouping grouping;
    private final List<Level> levels;
    private final Keys keys;

    Groupings(String table, ColumnRules rules, Grouping grouping) {
        this.table = table;
        this.rules = rules;
        this.grouping = grouping;
        this.levels = grouping.levels();
        this.keys = new Keys(rules);
    }

    /// @param crowds groupings of this table that have more than a few groups
    List<Group> ask(Session session, Crowds crowds) throws SQLException {
        if (levels.isEmpty()) {
            return session.ask(total(), this::group);
        }
        if (levels.size() == 1) {
            Sql any = rowsByLevel().add(" LIMIT ").bind(FEW + 1L);
            if (!crowds.known(any.text())) {
                List<Group> groups = session.ask(any, this::group);
                if (groups.size() <= FEW) {
                    return groups.stream().sorted(this::compare).limit(most()).toList();
                }
                crowds.add(any.text());
            }
        }
        return session.ask(byLevel(), this::group);
    }

    /// The order of the groups of a single level.
    private int compare(Group left, Group right) {
        int order =
                switch (levels.getFirst().order()) {
                    case KEY -> 0;
                    case FULLEST -> Long.compare(right.rows(), left.rows());
                };
        return order != 0
                ? order
                : SingleOrder.ORDER.compare(left.keys().getFirst(), right.keys().getFirst());
    }

    /// How many groups of a single level there may be.
    private long most() {
        return Math.min(grouping.limit(), levels.getFirst().size());
    }

    private Sql total() {
        return new Sql("SELECT count(*)" + figures() + " FROM " + table)
                .add(Wheres.clause(grouping.where()));
    }

    private Sql byLevel() {
        Sql sql = rowsByLevel();
        int last = levels.size() - 1;
        if (last == 0) {
            return sql.add(" ORDER BY " + order(0) + " LIMIT ").bind(most());
        }
        first(sql, last);
        sql.add(" ORDER BY " + names(last - 1) + "," + order(last));
        return sql.add(" LIMIT ").bind(grouping.limit());
    }

    /// The groups of the last level, in no order.
    private Sql rowsByLevel() {
        Sql sql = new Sql("WITH ");
        int last = levels.size() - 1;
        for (int i = 0; i <= last; i++) {
            sql.add(i == 0 ? "" : ",").add("b" + i + " AS NOT MATERIALIZED (").add(rows(i));
            sql.add(")");
            if (i < last && limited(i)) {
                sql.add(",g" + i + " AS MATERIALIZED (SELECT " + names(i) + " FROM b" + i);
                sql.add(grouped(i)).add(")");
            }
        }
        sql.add(" SELECT " + names(last) + ",count(*)" + figures() + " FROM b" + last);
        return sql.add(" GROUP BY " + names(last));
    }

    private boolean limited(int level) {
        return levels.get(level).size() < Integer.MAX_VALUE;
    }

    /// The rows with the keys down to a level.
    private Sql rows(int level) {
        boolean top = level == 0;
        Sql inner = new Sql("SELECT " + carried(level) + (top ? "" : names(level - 1) + ","));
        inner.add(keys.of(levels.get(level).key()));
        inner.add(" AS " + KEY + level + " FROM " + (top ? table : "b" + (level - 1)));
        if (top) {
            inner.add(Wheres.clause(grouping.where()));
        } else if (limited(level - 1)) {
            inner.add(" SEMI JOIN g" + (level - 1) + " USING (" + names(level - 1) + ")");
        }
        return new Sql("SELECT * FROM (")
                .add(inner)
                .add(") WHERE ")
                .add(Keys.meant(levels.get(level).key(), KEY + level));
    }

    /// The columns that levels below and measures look at.
    private String carried(int level) {
        Set<String> columns = new LinkedHashSet<>();
        levels.stream().skip(level + 1L).forEach(l -> columns.addAll(Keys.columns(l.key())));
        grouping.measures().forEach(measure -> columns.add(measure.column()));
        return columns.stream().map(name -> Names.column(name) + ",").collect(Collectors.joining());
    }

    /// The groups down to a level that count.
    private Sql grouped(int level) {
        Sql sql = new Sql(" GROUP BY " + names(level));
        if (level > 0) {
            first(sql, level);
            return sql;
        }
        return sql.add(" ORDER BY " + order(0) + " LIMIT ").bind(levels.getFirst().size());
    }

    /// Of the groups inside each group above, those that come first.
    private void first(Sql sql, int level) {
        if (limited(level)) {
            sql.add(" QUALIFY row_number() OVER (PARTITION BY " + names(level - 1));
            sql.add(" ORDER BY " + order(level) + ")<=").bind(levels.get(level).size());
        }
    }

    /// The names of the keys down to a level.
    private static String names(int level) {
        return IntStream.rangeClosed(0, level)
                .mapToObj(i -> KEY + i)
                .collect(Collectors.joining(","));
    }

    private String order(int level) {
        return switch (levels.get(level).order()) {
            case KEY -> KEY + level;
            case FULLEST -> "count(*) DESC," + KEY + level;
        };
    }

    private String figures() {
        return grouping.measures().stream()
                .map(measure -> "," + figure(measure))
                .collect(Collectors.joining());
    }

    private String figure(Measure measure) {
        Column column = rules.column(measure.column());
        String name = Names.column(column.name());
        boolean list = column.holds() == Column.Holds.MANY;
        String values = list ? "coalesce(sum(len(" + name + ")),0)" : "count(" + name + ")";
        return switch (measure.figure()) {
            case VALUES -> values;
            case SUM -> "coalesce(" + sum(column) + ",0)";
            case AVERAGE -> sum(column) + "/nullif(" + values + ",0)";
            case MIN -> "min(" + (list ? "list_min(" + name + ")" : name) + ")";
            case MAX -> "max(" + (list ? "list_max(" + name + ")" : name) + ")";
        };
    }

    /// Whole numbers are added in 128 bits, others with what rounding leaves over.
    private static String sum(Column column) {
        boolean whole = column.kind() == Column.Kind.WHOLE;
        String name = Names.column(column.name());
        String inner = whole ? "list_sum(" + name + ")" : "list_aggregate(" + name + ",'fsum')";
        String outer = whole ? "sum" : "fsum";
        boolean list = column.holds() == Column.Holds.MANY;
        return "CAST(" + outer + "(" + (list ? inner : name) + ") AS DOUBLE)";
    }

    private Group group(ResultSet row) throws SQLException {
        int place = 1;
        List<Value.Single> found = new ArrayList<>();
        for (Level level : levels) {
            found.add(keys.read(level.key(), row, place));
            place++;
        }
        long rows = row.getLong(place);
        List<Optional<Double>> figures = new ArrayList<>();
        for (int i = 1; i <= grouping.measures().size(); i++) {
            double figure = row.getDouble(place + i);
            boolean there = !row.wasNull() && Double.isFinite(figure);
            figures.add(there ? Optional.of(figure) : Optional.empty());
        }
        return new Group(found, rows, figures);
    }
}
