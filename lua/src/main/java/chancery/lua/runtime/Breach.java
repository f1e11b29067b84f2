package chancery.lua.runtime;

/// A budget broke: ends the state. Nothing that a script can write catches it, and no handler and
/// no `__close` runs on its way.
@SuppressWarnings("serial") // never leaves the process
public final class Breach extends Error {
    private final BudgetKind kind;

    Breach(BudgetKind kind) {
        super("script ran out of " + kind, null, false, false);
        this.kind = kind;
    }

    /// Which budget broke.
    public BudgetKind kind() {
        return kind;
    }
}
