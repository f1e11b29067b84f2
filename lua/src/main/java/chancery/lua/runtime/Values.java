package chancery.lua.runtime;

/// What calls pass around.
///
/// A Lua value is one of [Nil#NIL], `Boolean.TRUE`, `Boolean.FALSE`, [Long], [Double], [LuaString],
/// [LuaTable],
/// [LuaFunction], [Coroutine] and [Userdata]. The *result* of a call is one object: a value, or an
/// `Object[]`
/// of any number of values. One value travels bare wherever that is possible, so that the usual
/// call allocates nothing for its result.
public final class Values {
    private static final Object[] NONE = {};

    private Values() {}

    /// No values at all.
    public static Object[] none() {
        return NONE;
    }

    /// The first value of a result, nil when it has none.
    public static Object first(Object result) {
        if (result instanceof Object[] many) {
            return many.length == 0 ? Nil.NIL : many[0];
        }
        return result;
    }

    /// All values of a result; not to be written to.
    public static Object[] all(Object result) {
        return result instanceof Object[] many ? many : new Object[] {result};
    }

    /// A value of a list, nil beyond its end.
    public static Object at(Object[] values, int index) {
        return index < values.length ? values[index] : Nil.NIL;
    }

    /// Whether a condition holds: everything but nil and false does.
    public static boolean truth(Object value) {
        return value != Nil.NIL && value != Boolean.FALSE;
    }
}
