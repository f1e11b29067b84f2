package chancery.appview.index.view;

import chancery.appview.json.JsonText;
import chancery.lua.host.JsonSink;

import java.util.LinkedHashSet;
import java.util.Set;

/// Collects what a record refers to: each string in it that begins with `at://`, once.
final class References implements JsonSink {
    private static final String SCHEME = "at://";

    /// The longest address there is.
    private static final int LENGTH_MAX = 8_192;

    private final int countMax;
    private final Set<String> found = new LinkedHashSet<>();

    private References(int countMax) {
        this.countMax = countMax;
    }

    /// What this JSON refers to, in the order of the text, at most so many.
    static Set<String> of(String json, int countMax) {
        if (!json.contains(SCHEME)) {
            return Set.of();
        }
        References references = new References(countMax);
        JsonText.feed(json, references);
        return references.found;
    }

    @Override
    public void text(String value) {
        boolean address = value.startsWith(SCHEME) && value.length() <= LENGTH_MAX;
        if (address && found.size() < countMax) {
            found.add(value);
        }
    }

    @Override
    public void startObject() {}

    @Override
    public void startArray() {}

    @Override
    public void endObject() {}

    @Override
    public void endArray() {}

    @Override
    public void name(String name) {}

    @Override
    public void whole(long value) {}

    @Override
    public void real(double value) {}

    @Override
    public void yes() {}

    @Override
    public void no() {}

    @Override
    public void nothing() {}
}
