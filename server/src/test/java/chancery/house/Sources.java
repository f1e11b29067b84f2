package chancery.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The project's own files as text.
final class Sources {
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", ".git", "chancery-data", ".idea", ".vscode");

    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "json", "toml", "lua", "js", "mjs", "sh", "txt", "html");

    /// A file and what it says; the path is relative to the project with forward slashes.
    record Source(String path, String text) {
        boolean isJava() {
            return path.endsWith(".java");
        }

        boolean isMain() {
            return path.contains("/src/main/");
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String folder() {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "" : path.substring(0, slash);
        }

        List<String> lines() {
            return text.lines().toList();
        }
    }

    private Sources() {}

    /// The project's top folder.
    static Path root() {
        String root = System.getProperty("project.root");
        return root == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(root);
    }

    static List<Source> java() {
        return all().stream().filter(Source::isJava).toList();
    }

    /// Every text file of the project that a person wrote.
    static List<Source> all() {
        List<Source> sources = new ArrayList<>();
        try {
            Files.walkFileTree(root(), new Collector(sources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sources.sort((a, b) -> a.path().compareTo(b.path()));
        return sources;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Source> sources;

        Collector(List<Source> sources) {
            this.sources = sources;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            String name = file.getFileName().toString();
            String ending = name.substring(name.lastIndexOf('.') + 1);
            if (TEXT.contains(ending) || name.equals("chancery") || name.equals("run")) {
                String path = root().relativize(file).toString().replace('\\', '/');
                sources.add(new Source(path, Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
