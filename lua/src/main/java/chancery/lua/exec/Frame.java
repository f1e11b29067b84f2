package chancery.lua.exec;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.State;

/// One activation of a function.
///
/// The slots hold the local variables: values, or a [Cell] for one that closures share. A function
/// that takes `...` keeps those values in the slot behind, as an array.
///
/// As the result of a body it is the call that the function ends with: whoever called runs it next,
/// on the same stack.
final class Frame {
    final State state;
    final Budget budget;
    final Closure closure;
    final Cell[] upvalues;
    final Object[] slots;

    Frame(State state, Closure closure, Object[] slots) {
        this.state = state;
        this.budget = state.budget();
        this.closure = closure;
        this.upvalues = closure.upvalues;
        this.slots = slots;
    }

    /// The values of `...`.
    Object[] varargs() {
        return (Object[]) slots[closure.prototype.slots];
    }

    /// Chunk and line, as messages begin.
    String position(int line) {
        return closure.prototype.chunk + ":" + line + ":";
    }

    /// A variable that closures share.
    static final class Cell {
        Object value;

        Cell(Object value) {
            this.value = value;
        }
    }
}
