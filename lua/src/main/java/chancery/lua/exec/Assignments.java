package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import org.jspecify.annotations.Nullable;

/// Statements that set variables and fields, one at a time.
final class Assignments {
    private Assignments() {}

    /// A plain local variable: its declaration or assignment.
    static final class SetLocal extends Command {
        private final int slot;
        private final Node value;

        SetLocal(int slot, Node value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            frame.slots[slot] = value.eval(frame);
            return null;
        }
    }

    /// Declaration of a local variable that closures share.
    static final class DeclareShared extends Command {
        private final int slot;
        private final Node value;

        DeclareShared(int slot, Node value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            frame.budget.allocate(16);
            frame.slots[slot] = new Frame.Cell(value.eval(frame));
            return null;
        }
    }

    /// `local function` that closures, itself among them, share.
    static final class DeclareFunction extends Command {
        private final int slot;
        private final Node function;

        DeclareFunction(int slot, Node function) {
            this.slot = slot;
            this.function = function;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            frame.budget.allocate(16);
            Frame.Cell cell = new Frame.Cell(NIL);
            frame.slots[slot] = cell;
            cell.value = function.eval(frame);
            return null;
        }
    }

    /// Assignment to a local variable that closures share.
    static final class SetShared extends Command {
        private final int slot;
        private final Node value;

        SetShared(int slot, Node value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object held = value.eval(frame);
            ((Frame.Cell) frame.slots[slot]).value = held;
            return null;
        }
    }

    /// Assignment to a variable of a function around.
    static final class SetUpvalue extends Command {
        private final int index;
        private final Node value;

        SetUpvalue(int index, Node value) {
            this.index = index;
            this.value = value;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object held = value.eval(frame);
            frame.upvalues[index].value = held;
            return null;
        }
    }

    /// `object.name = value`
    static final class SetNamed extends Command {
        private final Node object;
        private final LuaString key;
        private final Node value;
        private final Fields.Site site;

        SetNamed(Node object, LuaString key, Node value, int line) {
            this.object = object;
            this.key = key;
            this.value = value;
            site = new Fields.Site(line, object);
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object at = object.eval(frame);
            Object held = value.eval(frame);
            if (at instanceof LuaTable table && table.metatable() == null) {
                table.put(frame.budget, key, held);
            } else {
                Fields.put(frame, site, at, key, held);
            }
            return null;
        }
    }

    /// `object[key] = value`
    static final class SetIndexed extends Command {
        private final Node object;
        private final Node key;
        private final Node value;
        private final Fields.Site site;

        SetIndexed(Node object, Node key, Node value, int line) {
            this.object = object;
            this.key = key;
            this.value = value;
            site = new Fields.Site(line, object);
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object at = object.eval(frame);
            Object place = key.eval(frame);
            Object held = value.eval(frame);
            if (at instanceof LuaTable table
                    && table.metatable() == null
                    && place instanceof Long number) {
                table.put(frame.budget, number.longValue(), held);
            } else {
                Fields.put(frame, site, at, place, held);
            }
            return null;
        }
    }

    /// Several variables at once: all values are known before the first is set, from the last on.
    static final class Several extends Command {
        private final Target[] targets;
        private final Node[] values;

        Several(Target[] targets, Node[] values) {
            this.targets = targets;
            this.values = values;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object[] objects = new Object[targets.length];
            Object[] keys = new Object[targets.length];
            for (int i = 0; i < targets.length; i++) {
                objects[i] = targets[i].object(frame);
                keys[i] = targets[i].key(frame);
            }
            Object[] held = Lists.evalExactly(frame, values, targets.length);
            for (int i = targets.length - 1; i >= 0; i--) {
                targets[i].set(frame, objects[i], keys[i], held[i]);
            }
            return null;
        }
    }

    /// One of several things to set.
    abstract static class Target {
        Object object(Frame frame) {
            return NIL;
        }

        Object key(Frame frame) {
            return NIL;
        }

        abstract void set(Frame frame, Object object, Object key, Object value);
    }

    /// A variable: of what kind, and where.
    static final class Variable extends Target {
        private final Kind kind;
        private final int place;

        enum Kind {
            LOCAL,
            SHARED,
            NEW_SHARED,
            UPVALUE
        }

        Variable(Kind kind, int place) {
            this.kind = kind;
            this.place = place;
        }

        @Override
        void set(Frame frame, Object object, Object key, Object value) {
            switch (kind) {
                case LOCAL -> frame.slots[place] = value;
                case SHARED -> ((Frame.Cell) frame.slots[place]).value = value;
                case NEW_SHARED -> {
                    frame.budget.allocate(16);
                    frame.slots[place] = new Frame.Cell(value);
                }
                case UPVALUE -> frame.upvalues[place].value = value;
            }
        }
    }

    /// A field.
    static final class Field extends Target {
        private final Node object;
        private final Node key;
        private final Fields.Site site;

        Field(Node object, Node key, int line) {
            this.object = object;
            this.key = key;
            site = new Fields.Site(line, object);
        }

        @Override
        Object object(Frame frame) {
            return object.eval(frame);
        }

        @Override
        Object key(Frame frame) {
            return key.eval(frame);
        }

        @Override
        void set(Frame frame, Object at, Object place, Object value) {
            Fields.put(frame, site, at, place, value);
        }
    }
}
