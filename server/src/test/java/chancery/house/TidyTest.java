package chancery.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every file looks the way the house wants it.
final class TidyTest {
    private static final int FILES_MIN = 120;

    /// A path and the part of the fault that is known there. The list may only become shorter.
    private record Known(String path, String what) {
        boolean covers(String fault) {
            return fault.startsWith(path + ": ") && fault.contains(what);
        }
    }

    private static final List<Known> EXCEPTIONS = List.of();

    private static final String MAIN = "web/src/main/java/chancery/web/";

    @Test
    void everyFileIsTidy() {
        List<Sources.Source> sources = Sources.all();

        Set<String> faults = flat(Tidy.faults(sources));

        List<String> fresh =
                faults.stream()
                        .filter(fault -> EXCEPTIONS.stream().noneMatch(e -> e.covers(fault)))
                        .toList();
        List<Known> needless =
                EXCEPTIONS.stream().filter(e -> faults.stream().noneMatch(e::covers)).toList();
        assertThat(sources).hasSizeGreaterThan(FILES_MIN);
        assertThat(fresh).isEmpty();
        assertThat(needless).as("exceptions that are no longer needed").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void bites(String fault, String path, String text) {
        List<Sources.Source> sources =
                List.of(healthyPackage(path), new Sources.Source(path, text));

        Map<String, List<String>> faults = Tidy.faults(sources);

        assertThat(flat(faults)).anyMatch(found -> found.contains(fault));
    }

    @Test
    void bitesNothingHealthy() {
        String text =
                """
                package chancery.web;

                /// A healthy class.
                record Healthy(int one, int two) {
                    int sum(Iterable<Healthy> others) {
                        var total = new int[1];
                        var copy = java.util.List.copyOf(java.util.List.of(one));
                        for (Healthy other : others) {
                            if (other instanceof Healthy(var x, _)) {
                                total[0] += x;
                            }
                        }
                        return total[0] + copy.size();
                    }
                }
                """;
        String path = MAIN + "Healthy.java";

        Map<String, List<String>> faults =
                Tidy.faults(List.of(healthyPackage(path), new Sources.Source(path, text)));

        assertThat(faults).isEmpty();
    }

    @Test
    void bitesMissingPackageComment() {
        var lonely =
                new Sources.Source(MAIN + "Lonely.java", "package chancery.web;\nclass A {}\n");

        Map<String, List<String>> faults = Tidy.faults(List.of(lonely));

        assertThat(flat(faults)).anyMatch(found -> found.contains("package-info"));
    }

    @Test
    void bitesCrowdedPackage() {
        List<Sources.Source> crowd =
                IntStream.rangeClosed(1, 26)
                        .mapToObj(i -> new Sources.Source(MAIN + "C" + i + ".java", unit("")))
                        .toList();

        Map<String, List<String>> faults = Tidy.faults(crowd);

        assertThat(flat(faults)).anyMatch(found -> found.contains("26 files, at most 25"));
    }

    static Stream<Arguments> plants() {
        return Stream.of(
                plant("111 columns", "    int i; // " + "x".repeat(111 - 14)),
                plant("101 columns of doc", "    /// " + "x".repeat(101 - 8)),
                plant("501 lines", "\n".repeat(501 - 5)),
                plant("61 lines", "    void a() {" + "\n".repeat(60) + "    }"),
                plant("written with ///", "    /** Old. */\n    int i;"),
                plant("not modules", "}\nimport module java.base;\nclass B {"),
                plant("not packages", "}\nimport java.util.*;\nclass B {"),
                plant(
                        "5 levels",
                        "void a() { if (b) { for (;;) { while (b) { try { do {"
                                + " } while (b); } finally { } } } } }"),
                plant("6 parameters", "void a(int a, int b, int c, int d, int e, int f) { }"),
                plant(
                        "8 parameters, at most 7",
                        "A(int a, int b, int c, int d, int e, int f," + " int g, int h) { }"),
                plant(
                        "11 components",
                        "record R(int a, int b, int c, int d, int e, int f,"
                                + " int g, int h, int i, int j, int k) { }"),
                plant("ends in Manager", "class BlobManager { }"),
                plant("ends in Data", "interface UserData { }"),
                plant("var x at", "void a() { var x = compute(); }"),
                plant("var x at", "void a() { var x = List.of(1).stream(); }"),
                plant("a loop names its type", "void a() { for (var x : xs) { } }"),
                plant("without an issue", "    // TO" + "DO: later"),
                plant("names the host", "    // see registry.npmjs" + ".org"),
                plant("path of one machine", "    // see /work" + "/main"),
                plant("begins with its package", "}\nclass B {", "// Copyright\n"),
                Arguments.of("names the host", "docs/a.md", "from repo1.maven" + ".org"),
                Arguments.of("path of one machine", ".ci/run", "cd /root" + "/x"));
    }

    private static Arguments plant(String fault, String body) {
        return plant(fault, body, "");
    }

    private static Arguments plant(String fault, String body, String head) {
        return Arguments.of(fault, MAIN + "A.java", head + unit(body));
    }

    private static String unit(String body) {
        return "package chancery.web;\n\nclass A {\n" + body + "\n}\n";
    }

    private static Sources.Source healthyPackage(String path) {
        return new Sources.Source(
                path.substring(0, path.lastIndexOf('/') + 1) + "package-info.java",
                "/// Healthy.\n@NullMarked\npackage chancery.web;\n");
    }

    private static Set<String> flat(Map<String, List<String>> faults) {
        return new TreeMap<>(faults)
                .entrySet().stream()
                        .flatMap(e -> e.getValue().stream().map(f -> e.getKey() + ": " + f))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
