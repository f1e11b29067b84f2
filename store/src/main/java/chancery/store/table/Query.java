package chancery.store.table;

import chancery.store.Reader.Direction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list to read: which rows, in which order, how many, from where on. The key of the table ends
/// the order, in the direction of the last sort.
public record Query(
        String table, Filter where, List<Sort> sort, int limit, Optional<Position> after) {
    public Query {
        sort = List.copyOf(sort);
    }

    /// All rows by key, up to a limit.
    public static Query of(String table, int limit) {
        return new Query(table, Filter.all(), List.of(), limit, Optional.empty());
    }

    public Query where(Filter filter) {
        return new Query(table, filter, sort, limit, after);
    }

    public Query sort(Sort... levels) {
        return new Query(table, where, List.of(levels), limit, after);
    }

    public Query after(Position position) {
        return new Query(table, where, sort, limit, Optional.of(position));
    }

    /// The whole order: the sorts, then the columns of the key that they do not name.
    public List<Sort> order(Table definition) {
        List<Sort> order = new ArrayList<>(sort);
        Direction last = sort.isEmpty() ? Direction.ASCENDING : sort.getLast().direction();
        definition.key().stream()
                .map(Field::of)
                .filter(field -> sort.stream().noneMatch(level -> level.field().equals(field)))
                .forEach(field -> order.add(new Sort(field, last)));
        return order;
    }
}
