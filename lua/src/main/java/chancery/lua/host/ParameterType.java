package chancery.lua.host;

import chancery.lua.runtime.Arguments;

/// What a host function takes as an argument. Texts and numbers convert into each other as they do
/// for Lua's own functions.
public sealed interface ParameterType {
    /// Refuses an argument that does not fit, in the words of Lua's own functions.
    void check(Arguments arguments, int number);

    /// A string.
    ///
    /// @param bytesMax at most so long
    record Text(int bytesMax) implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            if (arguments.text(number).length() > bytesMax) {
                throw arguments.wrong(number, "string longer than " + bytesMax + " bytes");
            }
        }
    }

    /// An integer in a range, ends included.
    record Whole(long min, long max) implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            long given = arguments.integer(number);
            if (given < min || given > max) {
                throw arguments.wrong(number, "number outside " + min + " to " + max);
            }
        }
    }

    /// Any number.
    record Real() implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            arguments.number(number);
        }
    }

    /// `true` or `false`.
    record Truth() implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            if (!(arguments.get(number) instanceof Boolean)) {
                throw arguments.wrongType(number, "boolean");
            }
        }
    }

    /// A table.
    record Table() implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            arguments.table(number);
        }
    }

    /// A function.
    record Callable() implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            arguments.function(number);
        }
    }

    /// Any value, nil included, but it must be given.
    record Any() implements ParameterType {
        @Override
        public void check(Arguments arguments, int number) {
            arguments.any(number);
        }
    }

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
}
