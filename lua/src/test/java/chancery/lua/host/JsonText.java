package chancery.lua.host;

/// JSON as text without spaces, as far as tests need it.
final class JsonText implements JsonSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public String toString() {
        return text.toString();
    }

    @Override
    public void startObject() {
        value("{");
    }

    @Override
    public void name(String name) {
        value('"' + name + "\":");
    }

    @Override
    public void endObject() {
        text.append('}');
    }

    @Override
    public void startArray() {
        value("[");
    }

    @Override
    public void endArray() {
        text.append(']');
    }

    @Override
    public void whole(long value) {
        value(Long.toString(value));
    }

    @Override
    public void real(double value) {
        value(Double.toString(value));
    }

    @Override
    public void text(String value) {
        value('"' + value + '"');
    }

    @Override
    public void yes() {
        value("true");
    }

    @Override
    public void no() {
        value("false");
    }

    @Override
    public void nothing() {
        value("null");
    }

    private void value(String written) {
        char last = text.isEmpty() ? '[' : text.charAt(text.length() - 1);
        if ("[{:".indexOf(last) < 0) {
            text.append(',');
        }
        text.append(written);
    }
}
