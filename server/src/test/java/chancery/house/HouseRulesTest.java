package chancery.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may import whom, and what only few places do, over the compiled classes of all modules.
final class HouseRulesTest {
    /// Grows with the project: a scan that finds less has looked in the wrong place.
    private static final int CLASSES_MIN = 60;

    private static final JavaClasses CODE = code();

    private static final String HEALTHY =
            """
            package chancery.web.healthy;
            import java.util.List;
            class Healthy {
                private static final int[] TABLE = {1, 2};
                private static final List<String> NAMES = List.of("a");
                enum Kind { ONE, TWO }
                record Pair(int left, Kind right) {}
                int sum(Pair pair) {
                    return switch (pair.right()) { case ONE -> TABLE[0]; case TWO -> NAMES.size(); };
                }
            }
            """;

    private static JavaClasses planted;

    @BeforeAll
    static void plant(@TempDir Path folder) {
        List<String> sources = plants().stream().flatMap(p -> p.sources().stream()).toList();
        planted = PlantedClasses.of(sources, folder);
    }

    static List<HouseRule> rules() {
        return Stream.of(Modules.rules(), Jars.rules(), Places.rules(), Habits.rules())
                .flatMap(List::stream)
                .toList();
    }

    static List<Plants.Plant> plants() {
        return Plants.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(HouseRule rule) {
        EvaluationResult result = rule.rule().evaluate(CODE);

        assertThat(result.getFailureReport().getDetails()).as(rule.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void bites(Plants.Plant plant) {
        JavaClasses classes = planted.that(DescribedPredicate.describe("planted", plant::holds));

        EvaluationResult result = rule(plant.rule()).rule().evaluate(classes);

        assertThat(result.hasViolation()).as(plant.toString()).isTrue();
    }

    @Test
    void bitesNothingHealthy(@TempDir Path folder) {
        String marked = "@org.jspecify.annotations.NullMarked package chancery.web.healthy;";

        JavaClasses healthy = PlantedClasses.of(List.of(marked, HEALTHY), folder);

        assertThat(rules()).noneMatch(rule -> rule.rule().evaluate(healthy).hasViolation());
    }

    @Test
    void everyRuleHasItsPlant() {
        Set<String> planted = plants().stream().map(Plants.Plant::rule).collect(Collectors.toSet());

        assertThat(rules()).extracting(HouseRule::name).doesNotHaveDuplicates();
        assertThat(rules()).extracting(HouseRule::name).hasSameElementsAs(planted);
    }

    @Test
    void looksAtEveryModule() {
        Set<String> seen =
                CODE.stream()
                        .map(Modules::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());

        assertThat(CODE).hasSizeGreaterThan(CLASSES_MIN);
        assertThat(seen).containsAll(Modules.names());
    }

    @Test
    void everyClassBelongsToAModule() {
        List<JavaClass> strays = CODE.stream().filter(c -> Modules.of(c).isEmpty()).toList();

        assertThat(strays).isEmpty();
    }

    private static HouseRule rule(String name) {
        return rules().stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
    }

    private static JavaClasses code() {
        List<Path> folders = new ArrayList<>();
        for (String module : Modules.names()) {
            Path classes =
                    Sources.root().resolve(module.replace('.', '-')).resolve("target/classes");
            if (Files.isDirectory(classes)) {
                folders.add(classes);
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }
}
