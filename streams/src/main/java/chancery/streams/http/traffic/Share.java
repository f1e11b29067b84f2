package chancery.streams.http.traffic;

/// What one side, a project or a caller in it, may ask for.
///
/// @param perSecond requests in a second
/// @param atATime requests that are in work at the same time
public record Share(int perSecond, int atATime) {}
