package chancery.web.http;

import java.util.Set;

/// A path and what answers there.
///
/// @param prefix whether everything below the path is meant, too; such a path ends in `/`
/// @param verbs the verbs that are answered, empty for all; `GET` stands for `HEAD` as well
/// @param bodyBytesMax how large a body may become after decompression
public record Mount(
        String path,
        boolean prefix,
        Set<String> verbs,
        Door door,
        Credentials credentials,
        Cors cors,
        long bodyBytesMax,
        Handler handler) {
    private static final long BODY_BYTES_MAX = 1024 * 1024;

    public Mount {
        verbs = Set.copyOf(verbs);
        if (!path.startsWith("/") || (prefix && !path.endsWith("/"))) {
            throw new IllegalStateException("not a path to mount: " + path);
        }
    }

    /// A path that is read, open to all.
    public static Mount get(Door door, String path, Handler handler) {
        return exact(door, path, Set.of("GET"), handler);
    }

    /// A path that is written to, open to all.
    public static Mount post(Door door, String path, Handler handler) {
        return exact(door, path, Set.of("POST"), handler);
    }

    /// A path under these verbs, open to all.
    public static Mount exact(Door door, String path, Set<String> verbs, Handler handler) {
        return new Mount(
                path, false, verbs, door, Credentials.NONE, Cors.OPEN, BODY_BYTES_MAX, handler);
    }

    /// All paths that begin like this, under all verbs, open to all.
    public static Mount below(Door door, String path, Handler handler) {
        return new Mount(
                path, true, Set.of(), door, Credentials.NONE, Cors.OPEN, BODY_BYTES_MAX, handler);
    }

    public Mount with(Credentials other) {
        return new Mount(path, prefix, verbs, door, other, cors, bodyBytesMax, handler);
    }

    public Mount with(Cors other) {
        return new Mount(path, prefix, verbs, door, credentials, other, bodyBytesMax, handler);
    }

    public Mount withBodyBytesMax(long other) {
        return new Mount(path, prefix, verbs, door, credentials, cors, other, handler);
    }

    /// Whether this verb is answered here.
    boolean answers(String verb) {
        return verbs.isEmpty()
                || verbs.contains(verb)
                || (verb.equals("HEAD") && verbs.contains("GET"));
    }
}
