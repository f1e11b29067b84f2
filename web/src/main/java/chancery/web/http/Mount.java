package chancery.web.http;

import java.util.Optional;
import java.util.Set;

/// A path and what answers there.
///
/// @param prefix whether everything below the path is meant, too; such a path ends in `/`
/// @param verbs the verbs that are answered, empty for all; `GET` stands for `HEAD` as well
/// @param bodyBytesMax how large a body may become after decompression
/// @param failed what is answered when the handler breaks a rule of ours; empty for the usual words
public record Mount(
        String path,
        boolean prefix,
        Set<String> verbs,
        Door door,
        Credentials credentials,
        Cors cors,
        long bodyBytesMax,
        Optional<Response> failed,
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
                path,
                false,
                verbs,
                door,
                Credentials.NONE,
                Cors.OPEN,
                BODY_BYTES_MAX,
                Optional.empty(),
                handler);
    }

    /// All paths that begin like this, under all verbs, open to all.
    public static Mount below(Door door, String path, Handler handler) {
        return new Mount(
                path,
                true,
                Set.of(),
                door,
                Credentials.NONE,
                Cors.OPEN,
                BODY_BYTES_MAX,
                Optional.empty(),
                handler);
    }

    public Mount with(Credentials other) {
        return new Mount(path, prefix, verbs, door, other, cors, bodyBytesMax, failed, handler);
    }

    public Mount with(Cors other) {
        return new Mount(
                path, prefix, verbs, door, credentials, other, bodyBytesMax, failed, handler);
    }

    public Mount withBodyBytesMax(long other) {
        return new Mount(path, prefix, verbs, door, credentials, cors, other, failed, handler);
    }

    public Mount withFailed(Response other) {
        return new Mount(
                path,
                prefix,
                verbs,
                door,
                credentials,
                cors,
                bodyBytesMax,
                Optional.of(other),
                handler);
    }

    /// Whether this verb is answered here.
    boolean answers(String verb) {
        return verbs.isEmpty()
                || verbs.contains(verb)
                || (verb.equals("HEAD") && verbs.contains("GET"));
    }
}
