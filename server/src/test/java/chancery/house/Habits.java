package chancery.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import org.jspecify.annotations.NullMarked;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What no class does wherever it stands, and what only a few named places do.
final class Habits {
    private static final List<String> DOORS = List.of("pds", "appview", "streams");

    /// Packages of a door that are about HTTP.
    private static final Set<String> ENDPOINTS = Set.of("xrpc", "http", "auth");

    /// What features see of the edge.
    private static final Set<String> OF_WEB = Set.of("chancery.web", "chancery.web.auth");

    private static final Set<String> REGEX_OF_STRING =
            Set.of("matches", "replaceAll", "replaceFirst");

    private static final List<String> IMMUTABLE_NAMES =
            List.of(
                    "java.util.concurrent.atomic.",
                    "java.util.concurrent.locks.",
                    "java.lang.ThreadLocal",
                    "java.lang.StringBuilder",
                    "com.github.benmanes.");

    private Habits() {}

    static List<HouseRule> rules() {
        List<HouseRule> rules = new ArrayList<>();
        rules.add(
                new HouseRule(
                        "no package cycles",
                        slices().matching("chancery.(**)").should().beFreeOfCycles()));
        rules.add(
                new HouseRule(
                        "doors are strangers",
                        slices().matching("chancery.(pds|appview|streams)..")
                                .should()
                                .notDependOnEachOther()
                                .allowEmptyShould(true)));
        rules.add(enginesAreHidden());
        rules.add(featuresKnowNoEdge());
        rules.add(featuresSeeLittleOfWeb());
        rules.add(noRegexOnInput());
        rules.add(noReflection());
        rules.add(nullMarked());
        rules.add(noStaticState());
        return rules;
    }

    private static HouseRule enginesAreHidden() {
        return rule(
                "engines are hidden",
                c -> !in(c, "server") && !in(c, "store.embedded") && !in(c, "store.postgres"),
                c -> in(c, "store.embedded") || in(c, "store.postgres"));
    }

    private static HouseRule featuresKnowNoEdge() {
        ArchCondition<JavaClass> condition =
                condition(
                        "leave the edge of their own door alone",
                        (from, to) ->
                                door(from).equals(door(to)) && (isEndpoint(to) || isFront(to)));
        return features("features know no edge", condition);
    }

    private static HouseRule featuresSeeLittleOfWeb() {
        ArchCondition<JavaClass> condition =
                condition(
                        "see of web its root package and the words about callers alone",
                        (_, to) -> in(to, "web") && !OF_WEB.contains(to.getPackageName()));
        return features("features see little of web", condition);
    }

    private static HouseRule features(String name, ArchCondition<JavaClass> condition) {
        return new HouseRule(
                name,
                ArchRuleDefinition.classes()
                        .that(
                                DescribedPredicate.describe(
                                        "features of a door",
                                        c -> !door(c).isEmpty() && !isEndpoint(c) && !isFront(c)))
                        .should(condition)
                        .allowEmptyShould(true));
    }

    private static HouseRule noRegexOnInput() {
        Predicate<JavaClass> edge = c -> in(c, "atproto") || in(c, "web") || in(c, "pds");
        ArchCondition<JavaClass> condition =
                accesses(
                        "use no regular expression",
                        access ->
                                access.getTargetOwner().getPackageName().equals("java.util.regex")
                                        || (access.getTargetOwner().isEquivalentTo(String.class)
                                                && REGEX_OF_STRING.contains(access.getName())));
        return new HouseRule(
                "no regex on input",
                ArchRuleDefinition.classes()
                        .that(DescribedPredicate.describe("read input", edge))
                        .should(condition)
                        .allowEmptyShould(true));
    }

    private static HouseRule noReflection() {
        Map<String, Set<String>> calls =
                Map.of(
                        "java.lang.Class",
                        Set.of(
                                "forName",
                                "getMethod",
                                "getMethods",
                                "getDeclaredMethod",
                                "getDeclaredMethods",
                                "getField",
                                "getFields",
                                "getDeclaredField",
                                "getDeclaredFields",
                                "getConstructor",
                                "getConstructors",
                                "getDeclaredConstructor",
                                "getDeclaredConstructors",
                                "getRecordComponents",
                                "newInstance"),
                        "java.util.ServiceLoader",
                        Set.of("load", "loadInstalled"));
        return new HouseRule(
                "no reflection",
                ArchRuleDefinition.classes()
                        .should(
                                accesses(
                                        "not reflect",
                                        a ->
                                                a.getTargetOwner()
                                                                .getPackageName()
                                                                .equals("java.lang.reflect")
                                                        || calls.getOrDefault(
                                                                        a.getTargetOwner()
                                                                                .getName(),
                                                                        Set.of())
                                                                .contains(a.getName()))));
    }

    private static HouseRule nullMarked() {
        return new HouseRule(
                "packages are null-marked",
                ArchRuleDefinition.classes()
                        .should(
                                new ArchCondition<>("stand in a package that is @NullMarked") {
                                    @Override
                                    public void check(JavaClass c, ConditionEvents events) {
                                        boolean marked =
                                                c.getPackage().isAnnotatedWith(NullMarked.class);
                                        events.add(
                                                new SimpleConditionEvent(
                                                        c, marked, c.getName() + " is unmarked"));
                                    }
                                }));
    }

    private static HouseRule noStaticState() {
        return new HouseRule(
                "no static state",
                ArchRuleDefinition.noFields()
                        .should()
                        .beStatic()
                        .andShould(
                                new ArchCondition<>("change") {
                                    @Override
                                    public void check(JavaField f, ConditionEvents events) {
                                        events.add(
                                                new SimpleConditionEvent(
                                                        f, changes(f), f.getFullName()));
                                    }
                                })
                        .allowEmptyShould(true));
    }

    private static boolean changes(JavaField field) {
        if (field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
            return false;
        }
        JavaClass type = field.getRawType();
        boolean visibleArray =
                type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
        boolean collection =
                !type.isInterface()
                        && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
                        && !type.isEnum();
        boolean concurrent = type.isAssignableTo(java.util.concurrent.ConcurrentMap.class);
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || visibleArray
                || collection
                || concurrent
                || IMMUTABLE_NAMES.stream().anyMatch(type.getName()::startsWith);
    }

    private static HouseRule rule(
            String name, Predicate<JavaClass> from, Predicate<JavaClass> target) {
        return new HouseRule(
                name,
                ArchRuleDefinition.noClasses()
                        .that(DescribedPredicate.describe("bound by: " + name, from))
                        .should()
                        .dependOnClassesThat(
                                DescribedPredicate.describe("out of bounds: " + name, target))
                        .allowEmptyShould(true));
    }

    /// A dependency of a class as the two ends of it.
    @FunctionalInterface
    private interface Arrow {
        boolean wrong(JavaClass from, JavaClass to);
    }

    private static ArchCondition<JavaClass> condition(String words, Arrow arrow) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream()
                        .filter(d -> arrow.wrong(from, d.getTargetClass()))
                        .forEach(
                                d ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        from, d.getDescription())));
            }
        };
    }

    static ArchCondition<JavaClass> accesses(String words, Predicate<JavaAccess<?>> wrong) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                java.util.stream.Stream.concat(
                                from.getAccessesFromSelf().stream(),
                                from.getCodeUnitCallsFromSelf().stream())
                        .distinct()
                        .filter(wrong)
                        .forEach(
                                a ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        from, a.getDescription())));
            }
        };
    }

    static boolean in(JavaClass c, String place) {
        String name = "chancery." + place;
        return c.getPackageName().equals(name)
                || c.getPackageName().startsWith(name + ".")
                || c.getName().equals(name)
                || c.getName().startsWith(name + "$");
    }

    private static String door(JavaClass c) {
        return DOORS.stream().filter(d -> in(c, d)).findFirst().orElse("");
    }

    private static boolean isFront(JavaClass c) {
        return c.getPackageName().equals("chancery." + door(c));
    }

    private static boolean isEndpoint(JavaClass c) {
        String door = "chancery." + door(c) + ".";
        String name = c.getPackageName();
        return ENDPOINTS.stream()
                .map(endpoint -> door + endpoint)
                .anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
    }
}
