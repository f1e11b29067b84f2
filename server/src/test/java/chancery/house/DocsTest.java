package chancery.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Documents name only what exists: links, files, packages and classes.
final class DocsTest {
    private static final int DOCUMENTS_MIN = 20;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
    private static final Pattern NAME =
            Pattern.compile("`(chancery(?!\\.toml)(?:\\.[A-Za-z]\\w*)+)`");
    private static final Pattern FILE =
            Pattern.compile("`((?:[a-z0-9-]+/)+[A-Za-z0-9_.-]+\\.(?:java|md|xml|mjs|json))`");

    @Test
    void namesOnlyWhatExists() {
        List<Sources.Source> documents =
                Sources.all().stream().filter(s -> s.path().endsWith(".md")).toList();
        Set<String> names = names();

        List<String> faults = documents.stream().flatMap(d -> faults(d, names).stream()).toList();

        assertThat(documents).hasSizeGreaterThan(DOCUMENTS_MIN);
        assertThat(faults).isEmpty();
    }

    @Test
    void bitesWhatDoesNotExist() {
        var planted =
                new Sources.Source(
                        "docs/planted.md",
                        "See [this](nowhere.md), `chancery.web.teapot` and `docs/nothing.md`.\n"
                                + "See [that](architecture.md), `chancery.web.http` and"
                                + " `docs/glossary.md`.\n");

        List<String> faults = faults(planted, names());

        assertThat(faults)
                .containsExactly(
                        "docs/planted.md: no file nowhere.md",
                        "docs/planted.md: nothing is called chancery.web.teapot",
                        "docs/planted.md: no file docs/nothing.md");
    }

    private static List<String> faults(Sources.Source document, Set<String> names) {
        List<String> faults = new ArrayList<>();
        Path folder = Sources.root().resolve(document.folder());
        for (String link : found(LINK, document)) {
            if (!Files.exists(folder.resolve(link))) {
                faults.add(document.path() + ": no file " + link);
            }
        }
        for (String name : found(NAME, document)) {
            if (!names.contains(name)) {
                faults.add(document.path() + ": nothing is called " + name);
            }
        }
        for (String file : found(FILE, document)) {
            if (!Files.exists(Sources.root().resolve(file))
                    && !Files.exists(folder.resolve(file))) {
                faults.add(document.path() + ": no file " + file);
            }
        }
        return faults;
    }

    private static List<String> found(Pattern pattern, Sources.Source document) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(document.text());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /// Packages and classes, as documents write them.
    private static Set<String> names() {
        return Sources.java().stream()
                .filter(source -> source.path().contains("/java/chancery/"))
                .map(source -> source.path().substring(source.path().indexOf("/java/") + 6))
                .map(path -> path.substring(0, path.length() - ".java".length()).replace('/', '.'))
                .flatMap(
                        name ->
                                java.util.stream.Stream.of(
                                        name, name.substring(0, name.lastIndexOf('.'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
