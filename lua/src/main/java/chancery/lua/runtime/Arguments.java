package chancery.lua.runtime;

import org.jspecify.annotations.Nullable;

/// The arguments of a library function, numbered from 1, read by the type that it needs. What does
/// not fit raises the error that Lua's own library raises.
public final class Arguments {
    private final Object[] values;
    private final String function;
    private final Budget budget;

    /// @param function whose arguments these are, as in `string.rep`
    public Arguments(Object[] values, String function, Budget budget) {
        this.values = values;
        this.budget = budget;
        this.function = function;
    }

    /// How many were given.
    public int count() {
        return values.length;
    }

    /// All; the callee's to keep.
    public Object[] values() {
        return values;
    }

    /// An argument, nil when it was not given.
    public Object get(int number) {
        return number <= values.length ? values[number - 1] : Nil.NIL;
    }

    /// An argument that must have been given, nil or not.
    public Object any(int number) {
        if (number > values.length) {
            throw wrong(number, "value expected");
        }
        return values[number - 1];
    }

    /// Whether an argument was left out or is nil.
    public boolean absent(int number) {
        return get(number) == Nil.NIL;
    }

    /// An integer, or what converts to one.
    public long integer(int number) {
        Object value = get(number);
        if (value instanceof Long exact) {
            return exact;
        }
        Long converted = Coercion.toInteger(budget, value);
        if (converted != null) {
            return converted;
        }
        throw Coercion.toNumber(budget, value) == null
                ? wrongType(number, "number")
                : wrong(number, "number has no integer representation");
    }

    /// An integer, or a default for nil.
    public long integer(int number, long otherwise) {
        return absent(number) ? otherwise : integer(number);
    }

    /// A [Long] or [Double], or a text that is a numeral.
    public Number number(int number) {
        Number converted = Coercion.toNumber(budget, get(number));
        if (converted == null) {
            throw wrongType(number, "number");
        }
        return converted;
    }

    /// A number as a float.
    public double real(int number) {
        return number(number).doubleValue();
    }

    /// A text or the text of a number.
    public LuaString text(int number) {
        LuaString converted = Coercion.toText(get(number));
        if (converted == null) {
            throw wrongType(number, "string");
        }
        return converted;
    }

    /// A text, or a default for nil.
    public LuaString text(int number, LuaString otherwise) {
        return absent(number) ? otherwise : text(number);
    }

    /// A table.
    public LuaTable table(int number) {
        if (get(number) instanceof LuaTable table) {
            return table;
        }
        throw wrongType(number, "table");
    }

    /// A function.
    public LuaFunction function(int number) {
        if (get(number) instanceof LuaFunction callee) {
            return callee;
        }
        throw wrongType(number, "function");
    }

    /// The error for an argument that does not fit.
    public ArgumentError wrong(int number, String complaint) {
        return new ArgumentError(number, complaint, function);
    }

    /// The error for an argument of another type.
    public ArgumentError wrongType(int number, String expected) {
        String got = number > values.length ? "no value" : TypeName.inMessage(get(number));
        return wrong(number, expected + " expected, got " + got);
    }

    /// An argument, null when it is not given or nil.
    public @Nullable Object orNull(int number) {
        return absent(number) ? null : get(number);
    }
}
