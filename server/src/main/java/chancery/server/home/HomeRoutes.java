package chancery.server.home;

import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// `/`, a page that links to what is there, and `/robots.txt`.
public final class HomeRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Chancery</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 3em auto; }
            li { margin: .3em 0 }
            </style>
            <h1>Chancery</h1>
            <p>A record server, version {version}.</p>
            <ul>
            {links}
            </ul>
            </html>
            """;

    private static final String ROBOTS = "User-agent: *\nAllow: /\n";

    private final String version;
    private final List<Link> links;

    /// Something that is there.
    ///
    /// @param path where it is
    /// @param meaning what it is, as text
    public record Link(String path, String meaning) {}

    public HomeRoutes(String version, List<Link> links) {
        this.version = version;
        this.links = List.copyOf(links);
    }

    /// What to mount.
    public List<Mount> mounts() {
        byte[] page = page().getBytes(StandardCharsets.UTF_8);
        byte[] robots = ROBOTS.getBytes(StandardCharsets.UTF_8);
        return List.of(
                Mount.get(Door.SERVER, "/", _ -> Response.of(200, HTML, page)),
                Mount.get(Door.SERVER, "/robots.txt", _ -> Response.of(200, TEXT, robots)));
    }

    private String page() {
        String items =
                links.stream()
                        .map(l -> item(escaped(l.path()), escaped(l.meaning())))
                        .collect(Collectors.joining("\n"));
        return PAGE.replace("{version}", escaped(version)).replace("{links}", items);
    }

    private static String item(String path, String meaning) {
        return "<li><a href=\"" + path + "\">" + path + "</a> " + meaning + "</li>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
