package chancery.store.table;

/// One number over the rows of a group.
public sealed interface Aggregate {
    /// How many rows.
    record Count() implements Aggregate {}

    /// How many rows have a value there.
    record Present(Field field) implements Aggregate {}

    /// How many values that differ.
    record Distinct(Field field) implements Aggregate {}

    /// The first value in order; absent when there is none.
    record Min(Field field) implements Aggregate {}

    /// The last value in order; absent when there is none.
    record Max(Field field) implements Aggregate {}

    /// The sum of the numbers there, as a real number; absent when there is none, or
    /// when it is too large for one.
    record Sum(Field field) implements Aggregate {}

    /// The mean of the numbers there; absent like the sum.
    record Avg(Field field) implements Aggregate {}
}
