package chancery.server;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.web.auth.Access;
import chancery.web.http.Mount;
import chancery.web.xrpc.XrpcMethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The page of paths in the guide is what the router answers: `-Ddocs=write` writes it.
final class PathsPageTest {
    @Test
    void pageListsWhatIsMounted(@TempDir Path data) throws Exception {
        Path page =
                Path.of(System.getProperty("project.root", ".."))
                        .resolve("docs/guide/reference/paths.md");
        String text = Files.readString(page);

        String wanted;
        try (Wiring server = Servers.start(data)) {
            wanted = replaced(replaced(text, "paths", paths(server)), "methods", methods(server));
        }

        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, wanted);
        }
        assertThat(text).as("run with -Ddocs=write").isEqualTo(wanted);
    }

    private static String replaced(String text, String part, String table) {
        String begin = "<!-- " + part + ": written by PathsPageTest -->\n";
        int from = text.indexOf(begin) + begin.length();
        return text.substring(0, from)
                + table
                + text.substring(text.indexOf("<!-- end of " + part + " -->"));
    }

    private static String paths(Wiring server) {
        return server.router().mounts().stream()
                .sorted(Comparator.comparing(Mount::path))
                .map(PathsPageTest::row)
                .collect(
                        Collectors.joining(
                                "",
                                """
                                | path | verbs | door | credentials | CORS |
                                |---|---|---|---|---|
                                """,
                                ""));
    }

    private static String row(Mount mount) {
        String verbs =
                mount.verbs().isEmpty() ? "all" : String.join(", ", new TreeSet<>(mount.verbs()));
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        mount.path(),
                        verbs,
                        words(mount.door().name()),
                        words(mount.credentials().name()),
                        words(mount.cors().name()));
    }

    private static String methods(Wiring server) {
        return server.methods().stream()
                .sorted(Comparator.comparing(method -> method.nsid().value()))
                .map(method -> "| `" + method.nsid() + "` | " + credentials(method) + " |\n")
                .collect(
                        Collectors.joining(
                                "",
                                """
                                | method | credentials |
                                |---|---|
                                """,
                                ""));
    }

    private static String credentials(XrpcMethod method) {
        return switch (method.access()) {
            case Access.Open _ -> "none";
            case Access.Session _ -> "access token";
            case Access.SessionOrService _ -> "access token, or a service token";
            case Access.Optional _ -> "none; a token or the admin password shows more";
            case Access.Refresh _ -> "refresh token";
            case Access.RefreshEvenExpired _ -> "refresh token, expired ones too";
            case Access.OptionalService _ -> "none; a service token for an identity that moves";
            case Access.Admin _ -> "admin password";
        };
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
