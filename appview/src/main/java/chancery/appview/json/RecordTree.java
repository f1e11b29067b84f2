package chancery.appview.json;

import chancery.atproto.data.Value;
import chancery.atproto.data.ValueTree;
import chancery.lua.host.JsonSink;

/// Builds a value of the data model of the parts of a JSON value.
final class RecordTree implements JsonSink {
    private final ValueTree tree = new ValueTree();

    Value value() {
        return tree.value();
    }

    @Override
    public void startObject() {
        tree.startObject();
    }

    @Override
    public void name(String name) {
        tree.name(name);
    }

    @Override
    public void endObject() {
        tree.end();
    }

    @Override
    public void startArray() {
        tree.startArray();
    }

    @Override
    public void endArray() {
        tree.end();
    }

    @Override
    public void whole(long value) {
        tree.whole(value);
    }

    @Override
    public void real(double value) {
        tree.real(value);
    }

    @Override
    public void text(String value) {
        tree.text(value);
    }

    @Override
    public void yes() {
        tree.truth(Value.Bool.TRUE);
    }

    @Override
    public void no() {
        tree.truth(Value.Bool.FALSE);
    }

    @Override
    public void nothing() {
        tree.nothing();
    }
}
