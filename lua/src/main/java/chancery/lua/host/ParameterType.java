package chancery.lua.host;

import chancery.lua.runtime.Arguments;

/// What a host function takes as an argument. Texts and numbers convert into each other as they do
/// for Lua's own functions.
public sealed interface ParameterType {
    /// A string.
    ///
    /// @param bytesMax at most so long
    record Text(int bytesMax) implements ParameterType {}

    /// An integer in a range, ends included.
    record Whole(long min, long max) implements ParameterType {}

    /// Any number.
    record Real() implements ParameterType {}

    /// `true` or `false`.
    record Truth() implements ParameterType {}

    /// A table.
    record Table() implements ParameterType {}

    /// A function.
    record Callable() implements ParameterType {}

    /// Any value, nil included, but it must be given.
    record Any() implements ParameterType {}

    /// As a reference page says it.
    default String description() {
        return switch (this) {
            case Text(int bytesMax) -> "string of at most " + bytesMax + " bytes";
            case Whole(long min, long max) -> "integer from " + min + " to " + max;
            case Real() -> "number";
            case Truth() -> "boolean";
            case Table() -> "table";
            case Callable() -> "function";
            case Any() -> "any value";
        };
    }

    /// Refuses an argument that does not fit, in the words of Lua's own functions.
    default void check(Arguments arguments, int number) {
        switch (this) {
            case Text(int bytesMax) -> {
                if (arguments.text(number).length() > bytesMax) {
                    throw arguments.wrong(number, "string longer than " + bytesMax + " bytes");
                }
            }
            case Whole(long min, long max) -> {
                long given = arguments.integer(number);
                if (given < min || given > max) {
                    throw arguments.wrong(number, "number outside " + min + " to " + max);
                }
            }
            case Real() -> arguments.number(number);
            case Truth() -> {
                if (!(arguments.get(number) instanceof Boolean)) {
                    throw arguments.wrongType(number, "boolean");
                }
            }
            case Table() -> arguments.table(number);
            case Callable() -> arguments.function(number);
            case Any() -> arguments.any(number);
        }
    }
}
