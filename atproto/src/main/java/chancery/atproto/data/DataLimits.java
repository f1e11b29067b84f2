package chancery.atproto.data;

/// What the decoders of the data model accept at most, and what the encoders write at most.
///
/// @param depthMax levels of nested arrays and maps
/// @param itemsMax entries of one array or map
/// @param keyBytesMax bytes of one map key
/// @param textCharsMax UTF-16 units of one text in JSON; in DAG-CBOR the input is its own limit
/// @param numberCharsMax characters of one number in JSON
/// @param jsonBytesMax bytes of one JSON document
public record DataLimits(
        int depthMax,
        int itemsMax,
        int keyBytesMax,
        int textCharsMax,
        int numberCharsMax,
        int jsonBytesMax) {
    /// The limits of the protocol's data validation guide: for a record, and for what is stored.
    public static final DataLimits STANDARD =
            new DataLimits(32, 131_072, 8_192, 2_621_440, 64, 2_621_440);

    /// The limits of a request or an answer: records of [#STANDARD] depth inside four levels.
    public static final DataLimits ENVELOPE = STANDARD.withDepthMax(36);

    private static final int DEPTH_CEILING = 512;

    public DataLimits {
        if (depthMax < 1 || depthMax > DEPTH_CEILING) {
            throw new IllegalArgumentException("depth 1 to " + DEPTH_CEILING + ": " + depthMax);
        }
    }

    public DataLimits withDepthMax(int depth) {
        return new DataLimits(
                depth, itemsMax, keyBytesMax, textCharsMax, numberCharsMax, jsonBytesMax);
    }

    public DataLimits withJsonBytesMax(int bytes) {
        return new DataLimits(depthMax, itemsMax, keyBytesMax, textCharsMax, numberCharsMax, bytes);
    }
}
