package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Indexing;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

/// `..` and `#`.
final class Texts {
    /// As far as an array of Java goes.
    private static final int LENGTH_MAX = Integer.MAX_VALUE - 16;

    private Texts() {}

    /// `a .. b .. c`: joined from the right, all texts beside each other at once.
    static final class Concatenate extends Node {
        private final Node[] operands;
        private final int line;

        Concatenate(Node[] operands, int line) {
            this.operands = operands;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object[] values = new Object[operands.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = operands[i].eval(frame);
            }
            frame.budget.step();
            int left = values.length - 1;
            Object result = values[left];
            while (left > 0) {
                int from = textsBefore(values, left);
                if (from < left && Coercion.toText(result) != null) {
                    values[left] = result;
                    result = join(frame, line, values, from, left);
                    left = from;
                } else {
                    result = pair(frame, left, values[left - 1], result);
                    left--;
                }
            }
            return result;
        }

        private Object pair(Frame frame, int right, Object left, Object tail) {
            Object handler = Metamethod.either(frame.state, left, tail, Metamethod.CONCAT);
            if (handler == NIL) {
                boolean culprit = Coercion.toText(left) == null;
                Object value = culprit ? left : tail;
                Node node = operands[culprit ? right - 1 : right];
                throw Failures.type(frame, line, "concatenate", value, node.name());
            }
            return Operands.call(frame, new Operands.Event(line, "concat"), handler, left, tail);
        }
    }

    /// `#operand`
    static final class Length extends Node {
        private final Node operand;
        private final int line;

        Length(Node operand, int line) {
            this.operand = operand;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof LuaTable table && table.metatable() == null) {
                return table.length();
            }
            if (value instanceof LuaString text) {
                return (long) text.length();
            }
            return slow(frame, value);
        }

        private Object slow(Frame frame, Object value) {
            if (!(value instanceof LuaTable)
                    && Metamethod.of(frame.state, value, Metamethod.LEN) == NIL) {
                throw Failures.type(frame, line, "get length of", value, operand.name());
            }
            try {
                return Indexing.length(frame.state, value);
            } catch (LuaError e) {
                throw Operands.passing(e, frame, line, "len");
            }
        }
    }

    /// First of the values before an index that are all texts or numbers.
    private static int textsBefore(Object[] values, int end) {
        int from = end;
        while (from > 0
                && (values[from - 1] instanceof LuaString || values[from - 1] instanceof Number)) {
            from--;
        }
        return from;
    }

    /// The text of the values from one index to another, which are texts and numbers.
    private static LuaString join(Frame frame, int line, Object[] values, int from, int to) {
        long length = 0;
        for (int i = from; i <= to; i++) {
            LuaString text = text(values[i]);
            values[i] = text;
            length += text.length();
        }
        if (length > LENGTH_MAX) {
            throw Failures.at(frame, line, "string length overflow");
        }
        frame.budget.steps((to - from) + (length >> 4));
        frame.budget.allocate(LuaString.cost(length));
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (int i = from; i <= to; i++) {
            byte[] part = ((LuaString) values[i]).bytes();
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return LuaString.owning(bytes);
    }

    private static LuaString text(Object value) {
        if (value instanceof LuaString text) {
            return text;
        }
        LuaString converted = Coercion.toText(value);
        if (converted == null) {
            throw new IllegalStateException("no text: " + value.getClass());
        }
        return converted;
    }
}
