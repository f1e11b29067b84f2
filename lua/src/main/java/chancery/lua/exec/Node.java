package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import org.jspecify.annotations.Nullable;

/// An expression, ready to run. Immutable, without a cache, shared by all threads.
abstract class Node {
    /// Its one value.
    abstract Object eval(Frame frame);

    /// All its values, as a result.
    Object evalAll(Frame frame) {
        return eval(frame);
    }

    /// Whether its value holds as a condition.
    boolean test(Frame frame) {
        Object value = eval(frame);
        return value != NIL && value != Boolean.FALSE;
    }

    /// What messages call it; null without a name.
    @Nullable Name name() {
        return null;
    }

    /// Whether it can give other than one value.
    boolean multiple() {
        return false;
    }

    /// Whether reading it runs nothing of the script.
    boolean plain() {
        return false;
    }

    /// What a message calls a value by: the variable or field that it was read from.
    ///
    /// @param kind as in `local`, `global`, `field`
    record Name(String kind, String text) {
        /// As it stands behind the type in a message, empty without a name.
        static String behind(@Nullable Name name) {
            return name == null ? "" : " (" + name.kind + " '" + name.text + "')";
        }
    }
}
