package chancery.lua.host;

/// What a script may turn into JSON.
///
/// @param depth objects and arrays inside each other
/// @param bytes of names and texts, and eight for each value
public record JsonLimits(int depth, long bytes) {
    /// What a script of the AppView may answer.
    public static final JsonLimits DEFAULT = new JsonLimits(32, 1 << 20);

    public JsonLimits {
        if (depth < 1 || depth > 1000 || bytes < 1) {
            throw new IllegalArgumentException("depth is 1 to 1000, bytes are positive");
        }
    }
}
