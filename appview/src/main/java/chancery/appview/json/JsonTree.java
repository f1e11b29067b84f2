package chancery.appview.json;

import chancery.lua.host.JsonSink;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds a [Json] of its parts.
public final class JsonTree implements JsonSink {
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Json result;

    /// An object or array that is not complete; an array has no name for what comes next.
    private static final class Open {
        private final List<Json> items = new ArrayList<>();
        private final SortedMap<String, Json> members = new TreeMap<>();
        private @Nullable String name;
    }

    /// What was built, once the value is complete.
    public Json value() {
        Json built = result;
        if (built == null || !open.isEmpty()) {
            throw new IllegalStateException("the value is not complete");
        }
        return built;
    }

    @Override
    public void startObject() {
        open.addLast(new Open());
    }

    @Override
    public void startArray() {
        open.addLast(new Open());
    }

    @Override
    public void name(String name) {
        open.getLast().name = name;
    }

    @Override
    public void endObject() {
        put(new Json.Members(open.removeLast().members));
    }

    @Override
    public void endArray() {
        put(new Json.Array(open.removeLast().items));
    }

    @Override
    public void whole(long value) {
        put(new Json.Int(value));
    }

    @Override
    public void real(double value) {
        put(new Json.Real(value));
    }

    @Override
    public void text(String value) {
        put(new Json.Text(value));
    }

    @Override
    public void yes() {
        put(new Json.Bool(true));
    }

    @Override
    public void no() {
        put(new Json.Bool(false));
    }

    @Override
    public void nothing() {
        put(Json.Null.NULL);
    }

    private void put(Json value) {
        Open into = open.peekLast();
        if (into == null) {
            result = value;
        } else if (into.name == null) {
            into.items.add(value);
        } else {
            into.members.put(into.name, value);
        }
    }
}
