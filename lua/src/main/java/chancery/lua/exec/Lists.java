package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Lists of expressions, the last of which may give many values, and constructors of tables.
final class Lists {
    private Lists() {}

    /// All values, with free places before them.
    static Object[] evalAll(Frame frame, Node[] nodes, int places) {
        int count = nodes.length;
        if (count == 0 || !nodes[count - 1].multiple()) {
            Object[] values = new Object[places + count];
            for (int i = 0; i < count; i++) {
                values[places + i] = nodes[i].eval(frame);
            }
            return values;
        }
        int last = places + count - 1;
        Object[] first = new Object[last + 1];
        for (int i = 0; i < count - 1; i++) {
            first[places + i] = nodes[i].eval(frame);
        }
        Object rest = nodes[count - 1].evalAll(frame);
        if (!(rest instanceof Object[] many)) {
            first[last] = rest;
            return first;
        }
        frame.budget.allocate(16 + 8L * (last + many.length));
        frame.budget.steps(many.length >> 4);
        Object[] values = new Object[last + many.length];
        System.arraycopy(first, 0, values, 0, last);
        System.arraycopy(many, 0, values, last, many.length);
        return values;
    }

    /// So many values: missing ones nil, all expressions evaluated.
    static Object[] evalExactly(Frame frame, Node[] nodes, int wanted) {
        Object[] values = new Object[wanted];
        int count = nodes.length;
        for (int i = 0; i < count; i++) {
            if (i == count - 1 && nodes[i].multiple() && wanted > count) {
                Object[] rest = Values.all(nodes[i].evalAll(frame));
                for (int j = i; j < wanted; j++) {
                    values[j] = Values.at(rest, j - i);
                }
                return values;
            }
            Object value = nodes[i].eval(frame);
            if (i < wanted) {
                values[i] = value;
            }
        }
        for (int i = count; i < wanted; i++) {
            values[i] = NIL;
        }
        return values;
    }

    /// `{}`
    static final class Empty extends Node {
        @Override
        Object eval(Frame frame) {
            frame.budget.allocate(LuaTable.cost(0, 0));
            return new LuaTable();
        }
    }

    /// `{a, b, ...}`
    static final class Listed extends Node {
        private final Node[] values;

        Listed(Node[] values) {
            this.values = values;
        }

        @Override
        Object eval(Frame frame) {
            frame.budget.allocate(LuaTable.cost(values.length, 0));
            frame.budget.steps(values.length >> 4);
            LuaTable table = new LuaTable();
            table.adopt(frame.budget, Lists.evalAll(frame, values, 0));
            return table;
        }
    }

    /// `{name = a, ...}`
    static final class Named extends Node {
        private final LuaString[] names;
        private final Node[] values;

        Named(LuaString[] names, Node[] values) {
            this.names = names;
            this.values = values;
        }

        @Override
        Object eval(Frame frame) {
            frame.budget.allocate(LuaTable.cost(0, values.length));
            frame.budget.steps(values.length >> 4);
            LuaTable table = LuaTable.sized(0, values.length);
            for (int i = 0; i < names.length; i++) {
                table.put(frame.budget, names[i], values[i].eval(frame));
            }
            return table;
        }
    }

    /// `{ ... }` of both kinds; a listed value wins over one with its index as key.
    static final class Mixed extends Node {
        private final @Nullable Node[] keys;
        private final Node[] values;
        private final Fields.Site site;
        private final int listed;

        /// @param keys null for a listed value
        Mixed(@Nullable Node[] keys, Node[] values, int line) {
            this.keys = keys;
            this.values = values;
            site = new Fields.Site(line, null);
            int counted = 0;
            for (Node key : keys) {
                counted += key == null ? 1 : 0;
            }
            listed = counted;
        }

        @Override
        Object eval(Frame frame) {
            int named = values.length - listed;
            frame.budget.allocate(LuaTable.cost(listed, named));
            frame.budget.steps(values.length >> 4);
            LuaTable table = LuaTable.sized(0, named);
            Object[] list = new Object[listed];
            Object rest = NIL;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                Node key = keys[i];
                if (key != null) {
                    Object at = key.eval(frame);
                    Fields.put(frame, site, table, at, values[i].eval(frame));
                } else if (i == values.length - 1) {
                    rest = values[i].evalAll(frame);
                } else {
                    list[count++] = values[i].eval(frame);
                }
            }
            return filled(frame, table, list, count, rest);
        }

        private Object filled(Frame frame, LuaTable table, Object[] list, int count, Object rest) {
            Object[] all = list;
            if (count < listed) {
                Object[] last = Values.all(rest);
                frame.budget.allocate(8L * last.length);
                all = Arrays.copyOf(list, count + last.length);
                System.arraycopy(last, 0, all, count, last.length);
            }
            if (table.length() == 0 && !table.keyed(all.length)) {
                table.adopt(frame.budget, all);
                return table;
            }
            frame.budget.steps(all.length);
            for (int i = 0; i < all.length; i++) {
                table.put(frame.budget, i + 1L, all[i]);
            }
            return table;
        }
    }
}
