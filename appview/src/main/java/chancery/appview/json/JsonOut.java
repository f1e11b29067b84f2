package chancery.appview.json;

import chancery.lua.host.JsonSink;
import chancery.lua.runtime.LuaError;

import java.util.function.Consumer;

/// Writes compact JSON text of its parts.
public final class JsonOut implements JsonSink {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder(256);
    private final Consumer<JsonOut> unwritable;
    private boolean separated = true;

    /// Writes `null` for numbers that JSON does not have.
    public JsonOut() {
        this(JsonOut::nothing);
    }

    private JsonOut(Consumer<JsonOut> unwritable) {
        this.unwritable = unwritable;
    }

    /// Fails at numbers that JSON does not have, with a [LuaError].
    public static JsonOut exact() {
        return new JsonOut(
                _ -> {
                    throw new LuaError("a number that is not finite is no JSON");
                });
    }

    /// What was written.
    public String text() {
        return out.toString();
    }

    @Override
    public void startObject() {
        separate();
        out.append('{');
        separated = true;
    }

    @Override
    public void name(String name) {
        separate();
        quote(name);
        out.append(':');
        separated = true;
    }

    @Override
    public void endObject() {
        out.append('}');
        separated = false;
    }

    @Override
    public void startArray() {
        separate();
        out.append('[');
        separated = true;
    }

    @Override
    public void endArray() {
        out.append(']');
        separated = false;
    }

    @Override
    public void whole(long value) {
        separate();
        out.append(value);
    }

    @Override
    public void real(double value) {
        separate();
        out.append(value);
    }

    @Override
    public void text(String value) {
        separate();
        quote(value);
    }

    @Override
    public void yes() {
        separate();
        out.append("true");
    }

    @Override
    public void no() {
        separate();
        out.append("false");
    }

    @Override
    public void nothing() {
        separate();
        out.append("null");
    }

    @Override
    public void unwritable(double value) {
        unwritable.accept(this);
    }

    private void separate() {
        if (!separated) {
            out.append(',');
        }
        separated = false;
    }

    private void quote(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                escape(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
