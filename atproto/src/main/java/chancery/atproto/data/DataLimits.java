package chancery.atproto.data;

/// What a decoder of the data model accepts at most.
///
/// @param depthMax levels of nested arrays and maps
/// @param itemsMax entries of one array or map
/// @param keyBytesMax bytes of one map key
public record DataLimits(int depthMax, int itemsMax, int keyBytesMax) {
    /// The limits of the protocol's data validation guide.
    public static final DataLimits STANDARD = new DataLimits(32, 131_072, 8_192);
}
