package chancery.lua.runtime;

/// Names of the types.
public final class TypeName {
    private static final LuaString NAME = LuaString.of("__name");

    private TypeName() {}

    /// As `type` answers.
    public static String of(Object value) {
        return switch (value) {
            case Nil _ -> "nil";
            case Boolean _ -> "boolean";
            case Number _ -> "number";
            case LuaString _ -> "string";
            case LuaTable _ -> "table";
            case LuaFunction _ -> "function";
            case Coroutine _ -> "thread";
            case Userdata _ -> "userdata";
            default -> throw new IllegalStateException("no Lua value: " + value.getClass());
        };
    }

    /// As messages say: the text in `__name` of a table's metatable goes before the type.
    public static String inMessage(Object value) {
        if (value instanceof LuaTable table) {
            LuaTable meta = table.metatable();
            if (meta != null && meta.get(NAME) instanceof LuaString name) {
                return name.toString();
            }
        }
        return of(value);
    }
}
