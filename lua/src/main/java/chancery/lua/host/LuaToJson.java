package chancery.lua.host;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Userdata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// Turns a Lua value into JSON.
///
/// A table with a value at 1, or marked by [JsonArrays], is an array, of which other keys are left
/// out and holes are `null`. Every other table is an object, sorted by its keys; an integer key
/// becomes a text, where it does not stand beside the same text. What is not a number is what the
/// sink makes of it, `null` mostly.
/// Metamethods are not asked.
public final class LuaToJson {
    private static final int VALUE_BYTES = 8;

    private final State state;
    private final JsonLimits limits;
    private final JsonSink sink;
    private final Deque<LuaTable> path = new ArrayDeque<>();
    private long bytes;

    private LuaToJson(State state, JsonLimits limits, JsonSink sink) {
        this.state = state;
        this.limits = limits;
        this.sink = sink;
    }

    /// Hands a value to a sink.
    ///
    /// @throws LuaError when it is no JSON, or larger than the limits allow
    public static void write(State state, Object value, JsonLimits limits, JsonSink sink) {
        new LuaToJson(state, limits, sink).write(value);
    }

    private void write(Object value) {
        state.budget().step();
        spend(VALUE_BYTES);
        switch (value) {
            case Nil _ -> sink.nothing();
            case Boolean truth -> write(truth.booleanValue());
            case Long number -> sink.whole(number);
            case Double number -> write(number.doubleValue());
            case LuaString text -> sink.text(text(text));
            case LuaTable table -> write(table);
            default -> {
                if (value != Userdata.NULL) {
                    throw new LuaError("a " + TypeName.of(value) + " is no JSON");
                }
                sink.nothing();
            }
        }
    }

    private void write(boolean truth) {
        if (truth) {
            sink.yes();
        } else {
            sink.no();
        }
    }

    private void write(double number) {
        if (Double.isFinite(number)) {
            sink.real(number);
        } else {
            sink.unwritable(number);
        }
    }

    private void write(LuaTable table) {
        if (path.stream().anyMatch(outer -> outer == table)) {
            throw new LuaError("a table that contains itself is no JSON");
        }
        if (path.size() == limits.depth()) {
            throw new LuaError("JSON is nested deeper than " + limits.depth() + " levels");
        }
        path.addLast(table);
        if (table.length() > 0 || JsonArrays.marked(table)) {
            writeArray(table);
        } else {
            writeObject(table);
        }
        path.removeLast();
    }

    private void writeArray(LuaTable table) {
        sink.startArray();
        long length = table.length();
        for (long i = 1; i <= length; i++) {
            write(table.get(i));
        }
        sink.endArray();
    }

    private void writeObject(LuaTable table) {
        sink.startObject();
        for (Map.Entry<LuaString, Object> field : sorted(table).entrySet()) {
            sink.name(text(field.getKey()));
            write(field.getValue());
        }
        sink.endObject();
    }

    private Map<LuaString, Object> sorted(LuaTable table) {
        Map<LuaString, Object> fields = new TreeMap<>();
        Object[] next = table.next(state.budget(), NIL);
        while (next != null) {
            state.budget().steps(8);
            state.budget().allocate(64);
            if (next[0] instanceof LuaString name) {
                fields.put(name, next[1]);
            } else if (next[0] instanceof Long number) {
                fields.putIfAbsent(LuaString.of(number.toString()), next[1]);
            } else {
                throw new LuaError("a " + TypeName.of(next[0]) + " as a key is no JSON");
            }
            next = table.next(state.budget(), next[0]);
        }
        return fields;
    }

    private String text(LuaString text) {
        state.budget().steps(text.length() / 16);
        spend(text.length());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LuaError("a string that is not UTF-8 is no JSON");
        }
    }

    private void spend(long count) {
        bytes += count;
        if (bytes > limits.bytes()) {
            throw new LuaError("JSON is larger than " + limits.bytes() + " bytes");
        }
    }
}
