package chancery.lua.text;

import chancery.lua.operation.Calling;
import chancery.lua.operation.Indexing;
import chancery.lua.pattern.Matcher;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Values;

/// One run of `string.gsub`.
final class Substitution {
    private final State state;
    private final LuaString text;
    private final Object replacement;
    private final Matcher matcher;
    private final LuaBuffer result;
    private boolean changed;

    private Substitution(State state, LuaString text, Object replacement, Matcher matcher) {
        this.state = state;
        this.text = text;
        this.replacement = replacement;
        this.matcher = matcher;
        result = new LuaBuffer(state.budget());
    }

    static Object substitute(State state, Arguments given) {
        LuaString text = given.text(1);
        LuaString pattern = given.text(2);
        Object replacement = replacement(given);
        long most = given.integer(4, text.length() + 1L);
        boolean anchored = PatternFunctions.anchored(pattern);
        Matcher matcher = PatternFunctions.matcher(state.budget(), text, pattern, anchored);
        Substitution run = new Substitution(state, text, replacement, matcher);
        long count = run.all(anchored ? Math.min(most, 1) : most, anchored);
        return new Object[] {run.changed ? run.result.toText() : text, count};
    }

    private static Object replacement(Arguments given) {
        Object value = given.get(3);
        if (value instanceof LuaTable || value instanceof LuaFunction) {
            return value;
        }
        LuaString text = Coercion.toText(value);
        if (text == null) {
            throw given.wrongType(3, "string/function/table");
        }
        return text;
    }

    private long all(long most, boolean anchored) {
        int at = 0;
        int lastEnd = Matcher.NONE;
        int copied = 0;
        long count = 0;
        while (count < most) {
            int end = matcher.match(at);
            if (end >= 0 && end != lastEnd) {
                count++;
                result.add(text.bytes(), copied, at);
                replace(at, end);
                copied = end;
                at = end;
                lastEnd = end;
            } else if (at < text.length()) {
                at++;
            } else {
                break;
            }
            if (anchored) {
                break;
            }
        }
        if (changed) {
            result.add(text.bytes(), copied, text.length());
        }
        return count;
    }

    private void replace(int from, int to) {
        if (replacement instanceof LuaString template) {
            changed = true;
            fill(template.bytes(), from, to);
            return;
        }
        Object value =
                replacement instanceof LuaTable
                        ? Indexing.get(state, replacement, matcher.capture(0, from, to))
                        : Values.first(Calling.call(state, replacement, arguments(from, to)));
        if (!Values.truth(value)) {
            result.add(text.bytes(), from, to);
            return;
        }
        LuaString added = Coercion.toText(value);
        if (added == null) {
            throw new LuaError("invalid replacement value (a " + TypeName.of(value) + ")");
        }
        changed = true;
        result.add(added);
    }

    private Object[] arguments(int from, int to) {
        return Values.all(PatternFunctions.captures(state.budget(), matcher, from, to));
    }

    /// Puts a template behind, with captures where it names them.
    private void fill(byte[] template, int from, int to) {
        int copied = 0;
        state.budget().steps(template.length / 8);
        for (int i = 0; i < template.length; i++) {
            if (template[i] == '%') {
                result.add(template, copied, i);
                i++;
                capture(i < template.length ? template[i] : 0, from, to);
                copied = i + 1;
            }
        }
        if (copied < template.length) {
            result.add(template, copied, template.length);
        }
    }

    private void capture(int letter, int from, int to) {
        state.budget().step();
        if (letter == '%') {
            result.add('%');
        } else if (letter == '0') {
            result.add(text.bytes(), from, to);
        } else if (letter >= '1' && letter <= '9') {
            Object value = matcher.capture(letter - '1', from, to);
            result.add(value instanceof LuaString part ? part : position(value));
        } else {
            throw new LuaError("invalid use of '%' in replacement string");
        }
    }

    private static LuaString position(Object value) {
        return LuaString.of(value.toString());
    }
}
