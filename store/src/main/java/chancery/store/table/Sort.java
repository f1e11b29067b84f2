package chancery.store.table;

import chancery.store.Reader.Direction;

/// One level of an order. What is absent comes first ascending and last descending.
public record Sort(Field field, Direction direction) {
    public static Sort ascending(String column) {
        return new Sort(Field.of(column), Direction.ASCENDING);
    }

    public static Sort descending(String column) {
        return new Sort(Field.of(column), Direction.DESCENDING);
    }
}
