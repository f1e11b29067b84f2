package chancery.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What a file may look like. Each fault is one line: where, and what is wrong in our own words.
final class Tidy {
    private static final int COLUMNS_MAX = 110;

    /// The formatter would break a longer one into a plain comment.
    private static final int DOC_COLUMNS_MAX = 100;

    private static final int FILE_LINES_MAX = 500;
    private static final int FILES_MAX = 25;

    /// Put together from parts, so that this file does not name them itself.
    private static final List<String> HOSTS =
            List.of(
                    "registry.npmjs" + ".org",
                    "registry.yarnpkg" + ".com",
                    "repo.maven.apache" + ".org",
                    "repo1.maven" + ".org",
                    "central.sonatype" + ".com",
                    "proxy.golang" + ".org",
                    "files.pythonhosted" + ".org",
                    "pypi" + ".org");

    private static final List<String> MACHINE_PATHS =
            List.of("/work" + "/", "/tmp" + "/wt", "/root" + "/", "/home" + "/", "/Users" + "/");

    private Tidy() {}

    /// All faults of these files, by path.
    static Map<String, List<String>> faults(List<Sources.Source> sources) {
        Map<String, List<String>> faults = new TreeMap<>();
        for (Sources.Source source : sources) {
            add(faults, source.path(), textFaults(source));
        }
        add(faults, sources.stream().filter(Sources.Source::isJava).toList());
        for (String folder : packages(sources)) {
            add(faults, folder, folderFaults(folder, sources));
        }
        return faults;
    }

    private static void add(Map<String, List<String>> all, List<Sources.Source> sources) {
        var problems = new DiagnosticCollector<JavaFileObject>();
        List<Text> texts = sources.stream().map(Text::new).toList();
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, problems, List.of("-proc:none"), null, texts);
        try {
            for (CompilationUnitTree unit : task.parse()) {
                Shape shape = new Shape(unit, Trees.instance(task).getSourcePositions());
                add(all, unit.getSourceFile().toUri().getPath().substring(1), shape.faults());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems.getDiagnostics().forEach(p -> add(all, "javac", List.of(p.toString())));
    }

    private static List<String> textFaults(Sources.Source source) {
        List<String> faults = new ArrayList<>();
        List<String> lines = source.lines();
        if (source.isJava() && lines.size() > FILE_LINES_MAX) {
            faults.add(lines.size() + " lines, at most " + FILE_LINES_MAX);
        }
        for (int i = 0; i < lines.size(); i++) {
            String where = "line " + (i + 1) + ": ";
            if (source.isJava()) {
                javaLineFaults(lines.get(i)).forEach(fault -> faults.add(where + fault));
            }
            anyLineFaults(lines.get(i)).forEach(fault -> faults.add(where + fault));
        }
        if (source.isJava() && !source.text().startsWith("package ") && !hasHeader(source)) {
            faults.add("a file begins with its package, or what the package is");
        }
        return faults;
    }

    private static boolean hasHeader(Sources.Source source) {
        return source.name().equals("package-info.java") && source.text().startsWith("///");
    }

    private static List<String> javaLineFaults(String line) {
        String text = line.strip();
        List<String> faults = new ArrayList<>();
        if (line.length() > COLUMNS_MAX) {
            faults.add(line.length() + " columns, at most " + COLUMNS_MAX);
        }
        if (text.startsWith("///") && line.length() > DOC_COLUMNS_MAX) {
            faults.add(line.length() + " columns of doc comment, at most " + DOC_COLUMNS_MAX);
        }
        if (text.startsWith("/**")) {
            faults.add("doc comments are written with ///");
        }
        if (text.startsWith("import module ")) {
            faults.add("imports name classes, not modules");
        }
        if (text.startsWith("import ") && text.endsWith(".*;")) {
            faults.add("imports name classes, not packages");
        }
        return faults;
    }

    private static List<String> anyLineFaults(String line) {
        List<String> faults = new ArrayList<>();
        for (String mark : List.of("TO" + "DO", "FIX" + "ME", "XX" + "X")) {
            if (line.contains(mark + ":") || line.contains(mark + " ") || line.endsWith(mark)) {
                faults.add("an open " + mark + " without an issue");
            }
        }
        HOSTS.stream().filter(line::contains).forEach(h -> faults.add("names the host " + h));
        MACHINE_PATHS.stream()
                .filter(line::contains)
                .forEach(p -> faults.add("names a path of one machine: " + p));
        return faults;
    }

    private static Collection<String> packages(List<Sources.Source> sources) {
        Set<String> folders = new HashSet<>();
        sources.stream().filter(Sources.Source::isJava).forEach(s -> folders.add(s.folder()));
        return folders;
    }

    private static List<String> folderFaults(String folder, List<Sources.Source> sources) {
        List<String> names =
                sources.stream()
                        .filter(s -> s.isJava() && s.folder().equals(folder))
                        .map(Sources.Source::name)
                        .toList();
        List<String> faults = new ArrayList<>();
        if (names.size() > FILES_MAX) {
            faults.add(names.size() + " files, at most " + FILES_MAX);
        }
        if (folder.contains("/src/main/") && !names.contains("package-info.java")) {
            faults.add("a package says what it owns in its package-info");
        }
        return faults;
    }

    private static void add(Map<String, List<String>> all, String path, List<String> faults) {
        if (!faults.isEmpty()) {
            all.computeIfAbsent(path, _ -> new ArrayList<>()).addAll(faults);
        }
    }

    /// A source as the compiler wants it.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(Sources.Source source) {
            super(URI.create("string:///" + source.path()), Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
