package chancery.web.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which handler answers a path: an exact path first, then the longest prefix. Mounting is for the
/// start; finding is for all threads at any time.
public final class Router {
    private record Table(List<Mount> mounts, Map<String, List<Mount>> exact, List<Mount> prefixes) {
        Table(List<Mount> mounts) {
            this(
                    List.copyOf(mounts),
                    mounts.stream()
                            .filter(mount -> !mount.prefix())
                            .collect(Collectors.groupingBy(Mount::path)),
                    mounts.stream()
                            .filter(Mount::prefix)
                            .sorted(Comparator.comparing(mount -> -mount.path().length()))
                            .toList());
        }
    }

    private volatile Table table = new Table(List.of());

    /// Adds a path. A path may be mounted again under other verbs.
    public synchronized void mount(Mount mount) {
        List<Mount> mounts = new ArrayList<>(table.mounts);
        for (Mount other : mounts) {
            if (other.path().equals(mount.path()) && clash(other, mount)) {
                throw new IllegalStateException("mounted twice: " + mount.path());
            }
        }
        mounts.add(mount);
        table = new Table(mounts);
    }

    private static boolean clash(Mount one, Mount other) {
        return one.verbs().isEmpty()
                || other.verbs().isEmpty()
                || one.verbs().stream().anyMatch(other.verbs()::contains);
    }

    /// All that is mounted, in the order of mounting.
    public List<Mount> mounts() {
        return table.mounts;
    }

    /// What answers this verb on this path; for a path that is there under other verbs only, a
    /// refusal of the verb.
    Optional<Mount> find(String verb, String path) {
        Table now = table;
        List<Mount> exact = now.exact.get(path);
        if (exact != null) {
            for (Mount mount : exact) {
                if (mount.answers(verb)) {
                    return Optional.of(mount);
                }
            }
            return Optional.of(otherVerbs(exact));
        }
        for (Mount mount : now.prefixes) {
            if (path.startsWith(mount.path())) {
                return Optional.of(mount);
            }
        }
        return Optional.empty();
    }

    private static Mount otherVerbs(List<Mount> exact) {
        TreeSet<String> allowed = new TreeSet<>();
        exact.forEach(mount -> allowed.addAll(mount.verbs()));
        Mount first = exact.getFirst();
        return new Mount(
                first.path(),
                false,
                first.verbs(),
                first.door(),
                first.credentials(),
                first.cors(),
                0,
                Optional.empty(),
                _ ->
                        Errors.response(405, "MethodNotAllowed", "Method Not Allowed")
                                .with("allow", String.join(", ", allowed)));
    }

    /// The answer on a path that is not mounted.
    static Response notFound() {
        byte[] text = "Not Found".getBytes(StandardCharsets.UTF_8);
        return Response.of(404, "text/plain; charset=utf-8", text);
    }
}
