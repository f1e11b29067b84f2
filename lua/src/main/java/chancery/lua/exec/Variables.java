package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

/// Expressions that read variables and constants.
final class Variables {
    private Variables() {}

    /// Slot of a plain local variable; negative for every other expression.
    static int slotOf(Node node) {
        return node instanceof Local local ? local.slot : -1;
    }

    /// A value of the source.
    static final class Constant extends Node {
        final Object value;

        Constant(Object value) {
            this.value = value;
        }

        @Override
        boolean plain() {
            return true;
        }

        @Override
        Object eval(Frame frame) {
            return value;
        }

        @Override
        Node.@Nullable Name name() {
            return value instanceof LuaString ? new Node.Name("constant", value.toString()) : null;
        }
    }

    /// A local variable of the running function alone.
    static final class Local extends Node {
        final int slot;
        private final Node.Name name;

        Local(int slot, String name) {
            this.slot = slot;
            this.name = new Node.Name("local", name);
        }

        @Override
        boolean plain() {
            return true;
        }

        @Override
        Object eval(Frame frame) {
            return frame.slots[slot];
        }

        @Override
        Node.Name name() {
            return name;
        }
    }

    /// A local variable that closures share.
    static final class Shared extends Node {
        private final int slot;
        private final Node.Name name;

        Shared(int slot, String name) {
            this.slot = slot;
            this.name = new Node.Name("local", name);
        }

        @Override
        boolean plain() {
            return true;
        }

        @Override
        Object eval(Frame frame) {
            return ((Frame.Cell) frame.slots[slot]).value;
        }

        @Override
        Node.Name name() {
            return name;
        }
    }

    /// A variable of a function around.
    static final class Upvalue extends Node {
        private final int index;
        private final Node.Name name;

        Upvalue(int index, String name) {
            this.index = index;
            this.name = new Node.Name("upvalue", name);
        }

        @Override
        boolean plain() {
            return true;
        }

        @Override
        Object eval(Frame frame) {
            return frame.upvalues[index].value;
        }

        @Override
        Node.Name name() {
            return name;
        }
    }

    /// A field of the `_ENV` of the chunk.
    static final class Global extends Node {
        private final int environment;
        private final LuaString key;
        private final int line;

        Global(int environment, LuaString key, int line) {
            this.environment = environment;
            this.key = key;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object globals = frame.upvalues[environment].value;
            if (globals instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != NIL || table.metatable() == null) {
                    return value;
                }
            }
            return Fields.slowGet(frame, line, globals, key, new Node.Name("upvalue", "_ENV"));
        }

        @Override
        Node.Name name() {
            return new Node.Name("global", key.toString());
        }
    }

    /// `...`
    static final class Vararg extends Node {
        @Override
        Object eval(Frame frame) {
            return Values.at(frame.varargs(), 0);
        }

        @Override
        Object evalAll(Frame frame) {
            return frame.varargs();
        }

        @Override
        boolean multiple() {
            return true;
        }
    }

    /// `(call)`: one value of what gives many.
    static final class Single extends Node {
        private final Node inner;

        Single(Node inner) {
            this.inner = inner;
        }

        @Override
        Object eval(Frame frame) {
            return inner.eval(frame);
        }
    }

    /// `function ... end`
    static final class Function extends Node {
        private final Closure.Prototype prototype;

        Function(Closure.Prototype prototype) {
            this.prototype = prototype;
        }

        @Override
        Object eval(Frame frame) {
            frame.budget.allocate(prototype.cost());
            int[] sources = prototype.sources;
            Frame.Cell[] upvalues = new Frame.Cell[sources.length];
            for (int i = 0; i < sources.length; i++) {
                int source = sources[i];
                upvalues[i] =
                        source >= 0 ? (Frame.Cell) frame.slots[source] : frame.upvalues[~source];
            }
            return new Closure(prototype, upvalues);
        }
    }
}
