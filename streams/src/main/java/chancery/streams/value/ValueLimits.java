package chancery.streams.value;

/// How large values may be. Facts of the API, the same for every project.
public final class ValueLimits {
    /// Bytes of a text, and of all texts of a list.
    public static final int TEXT_BYTES = 128_000;

    /// Bytes of a JSON object, and of all objects of a list.
    public static final int JSON_BYTES = 40_960;

    /// Names in an object.
    public static final int JSON_KEYS = 256;

    /// Characters of a name in an object.
    public static final int JSON_KEY_CHARACTERS = 128;

    /// Bytes of a single text in an object.
    public static final int JSON_VALUE_BYTES = 10_240;

    /// Items of a list whose definition says nothing.
    public static final int ITEMS = 1_000;

    /// Items of a list of direct relations.
    public static final int LINKS = 100;

    /// The most items that a definition may allow.
    public static final int ITEMS_CEILING = 2_000;

    private ValueLimits() {}
}
