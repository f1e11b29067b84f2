package chancery.lua.host;

/// Takes a JSON value, one part after the other. Names and values of an object come by turns.
public interface JsonSink {
    /// An object begins.
    void startObject();

    /// The name of the next value of the object.
    void name(String name);

    /// The object ends.
    void endObject();

    /// An array begins.
    void startArray();

    /// The array ends.
    void endArray();

    /// An integer.
    void whole(long value);

    /// A number that is a float even when it has no fraction; finite.
    void real(double value);

    /// A string.
    void text(String value);

    /// `true`
    void yes();

    /// `false`
    void no();

    /// `null`
    void nothing();

    /// A number that JSON does not have: infinite, or none at all.
    default void unwritable(double value) {
        nothing();
    }
}
