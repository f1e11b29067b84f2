package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

/// A local variable or parameter. Final once its function is parsed.
public final class LocalVariable {
    private final LuaString name;
    private final int slot;
    private final Attribute attribute;
    private boolean captured;

    /// What stands in angle brackets behind the name.
    public enum Attribute {
        REGULAR,
        CONSTANT,
        TO_BE_CLOSED
    }

    LocalVariable(LuaString name, int slot, Attribute attribute) {
        this.name = name;
        this.slot = slot;
        this.attribute = attribute;
    }

    /// As written.
    public LuaString name() {
        return name;
    }

    /// Place in the frame; shared with variables whose scope has ended.
    public int slot() {
        return slot;
    }

    /// Whether it may be assigned, and is closed at the end of its scope.
    public Attribute attribute() {
        return attribute;
    }

    /// Whether an inner function uses it: then its slot holds a cell, a fresh one each time its
    /// declaration runs.
    public boolean captured() {
        return captured;
    }

    void capture() {
        captured = true;
    }
}
