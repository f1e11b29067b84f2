package chancery.appview.query;

import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Wildcards;

import java.util.List;
import java.util.Locale;

/// Conditions on records as scripts write them: a field, an operator and a value; and groups of
/// conditions. Comparisons with an absent field are false, as in SQL, the negated ones included.
public final class RecordFilter {
    /// Groups inside each other.
    public static final int DEPTH_MAX = 5;

    /// Conditions of one query.
    public static final int CONDITIONS_MAX = 100;

    private RecordFilter() {}

    /// One condition.
    ///
    /// @param op `=`, `!=`, `<`, `>`, `<=`, `>=`, `LIKE` or `NOT LIKE`; the last two take a pattern
    ///     in which `%` and `_` are wildcards, and do not mind case
    /// @throws SyntaxException when something about it is not as it should be
    public static Filter condition(String field, String op, Cell value) {
        Field place = FieldPath.of(field, "filter");
        return switch (op.toUpperCase(Locale.ROOT)) {
            case "=" -> Filter.compare(place, Filter.Op.EQ, value);
            case "!=" -> Filter.compare(place, Filter.Op.NE, value);
            case "<" -> Filter.compare(place, Filter.Op.LT, value);
            case ">" -> Filter.compare(place, Filter.Op.GT, value);
            case "<=" -> Filter.compare(place, Filter.Op.LE, value);
            case ">=" -> Filter.compare(place, Filter.Op.GE, value);
            case "LIKE" -> like(place, value);
            case "NOT LIKE" -> Filter.and(Filter.present(place), Filter.not(like(place, value)));
            default ->
                    throw new SyntaxException(
                            "invalid filter operator: expected one of = != < > <= >= LIKE NOT"
                                    + " LIKE");
        };
    }

    /// Conditions joined.
    ///
    /// @param combine `AND` or `OR`
    /// @throws SyntaxException when that is something else
    public static Filter group(String combine, List<Filter> parts) {
        return switch (combine.toUpperCase(Locale.ROOT)) {
            case "AND" -> new Filter.And(parts);
            case "OR" -> new Filter.Or(parts);
            default -> throw new SyntaxException("invalid filter combine: must be AND or OR");
        };
    }

    private static Filter like(Field place, Cell value) {
        if (value instanceof Cell.Text(String pattern) && pattern.length() <= Wildcards.UNITS_MAX) {
            return new Filter.Like(place, pattern);
        }
        throw new SyntaxException(
                "invalid filter value: LIKE takes a string of at most " + Wildcards.UNITS_MAX);
    }
}
