package chancery.atproto.data;

import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

/// Builds a value of its parts, one after the other, by the rules and within the limits that
/// [DagJson] has for records. For whoever holds JSON in another form than text.
public final class ValueTree {
    private static final long INTEGER_MAX = (1L << 53) - 1;

    private final DataLimits limits = DataLimits.STANDARD;
    private final Entries entries = new Entries();
    private @Nullable JsonFrame open;
    private @Nullable Value result;

    /// What was built.
    public Value value() {
        Value built = result;
        if (built == null || open != null) {
            throw new IllegalStateException("the value is not complete");
        }
        return built;
    }

    /// An object begins.
    public void startObject() {
        start(true);
    }

    /// An array begins.
    public void startArray() {
        start(false);
    }

    /// The name of the next value of the object.
    public void name(String name) {
        frame().name(name, Utf8.length(name), limits);
    }

    /// The innermost object or array ends; an object may turn out to be a link or bytes.
    public void end() {
        JsonFrame done = frame();
        Value value = done.finish(limits);
        open = done.parent();
        put(value);
    }

    /// A string.
    public void text(String text) {
        if (text.length() > limits.textCharsMax()) {
            throw expected("string of at most " + limits.textCharsMax() + " characters", "more");
        }
        if (!Utf8.paired(text)) {
            throw expected("string without lone surrogates", "one");
        }
        put(new Value.Text(text));
    }

    /// An integer.
    public void whole(long number) {
        if (number > INTEGER_MAX || number < -INTEGER_MAX) {
            throw expected("integer within ±(2^53-1)", Long.toString(number));
        }
        put(new Value.Int(number));
    }

    /// A number that is an integer if it has no fraction.
    public void real(double number) {
        long integral = (long) number;
        if (integral != number) {
            throw expected(
                    "one of null, boolean, integer, string, cid, bytes, array or object value type",
                    "float");
        }
        whole(integral);
    }

    /// `true` or `false`
    public void truth(Value.Bool value) {
        put(value);
    }

    /// `null`
    public void nothing() {
        put(Value.Null.NULL);
    }

    private void start(boolean object) {
        open = new JsonFrame(open, object, entries);
        open.requireDepth(limits.depthMax() + 1);
    }

    private void put(Value value) {
        if (open == null) {
            result = value;
        } else {
            open.add(value, limits);
        }
    }

    private JsonFrame frame() {
        if (open == null) {
            throw new IllegalStateException("a part of a container outside of any");
        }
        return open;
    }

    private SyntaxException expected(String what, String got) {
        String place = open == null ? "$" : open.pathOfNext();
        return new SyntaxException("Expected " + what + " at " + place + " (got " + got + ")");
    }
}
