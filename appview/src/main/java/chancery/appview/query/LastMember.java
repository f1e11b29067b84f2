package chancery.appview.query;

import chancery.lua.host.JsonSink;

/// Adds a text at the end of the outermost object on its way to a sink.
final class LastMember implements JsonSink {
    private final JsonSink sink;
    private final String name;
    private final String text;
    private int depth;

    LastMember(JsonSink sink, String name, String text) {
        this.sink = sink;
        this.name = name;
        this.text = text;
    }

    @Override
    public void startObject() {
        depth++;
        sink.startObject();
    }

    @Override
    public void endObject() {
        if (--depth == 0) {
            sink.name(name);
            sink.text(text);
        }
        sink.endObject();
    }

    @Override
    public void startArray() {
        depth++;
        sink.startArray();
    }

    @Override
    public void endArray() {
        depth--;
        sink.endArray();
    }

    @Override
    public void name(String member) {
        sink.name(member);
    }

    @Override
    public void whole(long value) {
        sink.whole(value);
    }

    @Override
    public void real(double value) {
        sink.real(value);
    }

    @Override
    public void text(String value) {
        sink.text(value);
    }

    @Override
    public void yes() {
        sink.yes();
    }

    @Override
    public void no() {
        sink.no();
    }

    @Override
    public void nothing() {
        sink.nothing();
    }
}
