package chancery.lua.runtime;

/// The value `nil`. Java's null never stands for a Lua value.
public final class Nil {
    /// The only one.
    public static final Nil NIL = new Nil();

    private Nil() {}

    @Override
    public String toString() {
        return "nil";
    }
}
