package chancery.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What only a few named places do: start threads, read clocks, draw random numbers, read the
/// environment, print, and end the process. Everybody else gets these through a constructor.
final class Places {
    private static final String ANY = "*";

    /// Something done by calling these members, and the places where it may be done.
    private record Act(String name, Map<String, Set<String>> members, List<String> places) {
        boolean matches(JavaAccess<?> access) {
            return members.entrySet().stream()
                    .filter(e -> access.getTargetOwner().isAssignableTo(e.getKey()))
                    .anyMatch(
                            e ->
                                    e.getValue().contains(ANY)
                                            || e.getValue().contains(access.getName()));
        }
    }

    private static final List<Act> ACTS =
            List.of(
                    new Act(
                            "starting threads",
                            Map.of(
                                    "java.lang.Thread",
                                    Set.of(
                                            "<init>",
                                            "start",
                                            "ofVirtual",
                                            "ofPlatform",
                                            "startVirtualThread"),
                                    "java.util.concurrent.Executors",
                                    Set.of(ANY),
                                    "java.util.concurrent.ThreadPoolExecutor",
                                    Set.of("<init>"),
                                    "java.util.concurrent.ForkJoinPool",
                                    Set.of(ANY),
                                    "java.util.concurrent.CompletableFuture",
                                    Set.of("runAsync", "supplyAsync", "thenApplyAsync"),
                                    "java.util.Timer",
                                    Set.of(ANY),
                                    "java.util.Collection",
                                    Set.of("parallelStream"),
                                    "java.util.List",
                                    Set.of("parallelStream"),
                                    "java.lang.ProcessBuilder",
                                    Set.of(ANY)),
                            List.of(
                                    "lua.control.Routine",
                                    "web.Fanout",
                                    "web.Loops",
                                    "web.http",
                                    "store.embedded.Committer",
                                    "server.appview.ScriptHost",
                                    "server.cli.LuaRun",
                                    "server.cli.Shutdown")),
                    new Act(
                            "reading clocks",
                            Map.ofEntries(
                                    Map.entry(
                                            "java.lang.System",
                                            Set.of("currentTimeMillis", "nanoTime")),
                                    Map.entry("java.time.Instant", Set.of("now")),
                                    Map.entry("java.time.LocalDate", Set.of("now")),
                                    Map.entry("java.time.LocalDateTime", Set.of("now")),
                                    Map.entry("java.time.OffsetDateTime", Set.of("now")),
                                    Map.entry("java.time.ZonedDateTime", Set.of("now")),
                                    Map.entry("java.time.Year", Set.of("now")),
                                    Map.entry(
                                            "java.time.Clock",
                                            Set.of(
                                                    "system",
                                                    "systemUTC",
                                                    "systemDefaultZone",
                                                    "tickMillis",
                                                    "tickSeconds")),
                                    Map.entry("java.time.InstantSource", Set.of("system")),
                                    Map.entry("java.util.Date", Set.of("<init>"))),
                            List.of("server")),
                    new Act(
                            "drawing random numbers",
                            Map.of(
                                    "java.util.Random",
                                    Set.of("<init>"),
                                    "java.util.SplittableRandom",
                                    Set.of("<init>"),
                                    "java.security.SecureRandom",
                                    Set.of("<init>", "getInstance", "getInstanceStrong"),
                                    "java.util.concurrent.ThreadLocalRandom",
                                    Set.of("current"),
                                    "java.util.random.RandomGenerator",
                                    Set.of("of", "getDefault"),
                                    "java.lang.Math",
                                    Set.of("random"),
                                    "java.util.UUID",
                                    Set.of("randomUUID")),
                            List.of("server")),
                    new Act(
                            "reading the environment",
                            Map.of(
                                    "java.lang.System",
                                    Set.of("getenv", "getProperty", "getProperties"),
                                    "java.lang.Boolean",
                                    Set.of("getBoolean"),
                                    "java.lang.Integer",
                                    Set.of("getInteger"),
                                    "java.lang.Long",
                                    Set.of("getLong")),
                            List.of("server")),
                    new Act(
                            "printing",
                            Map.of(
                                    "java.lang.System",
                                    Set.of("out", "err", "in", "console"),
                                    "java.lang.Throwable",
                                    Set.of("printStackTrace")),
                            List.of("server.cli")),
                    new Act(
                            "ending the process",
                            Map.of(
                                    "java.lang.System",
                                    Set.of("exit"),
                                    "java.lang.Runtime",
                                    Set.of("exit", "halt", "addShutdownHook")),
                            List.of("server")));

    private Places() {}

    static List<HouseRule> rules() {
        List<HouseRule> rules = new ArrayList<>();
        ACTS.forEach(act -> rules.add(rule(act)));
        return rules;
    }

    private static HouseRule rule(Act act) {
        DescribedPredicate<JavaClass> elsewhere =
                DescribedPredicate.describe(
                        "stand outside of " + act.places(),
                        c -> act.places().stream().noneMatch(p -> Habits.in(c, p)));
        return new HouseRule(
                act.name(),
                ArchRuleDefinition.classes()
                        .that(elsewhere)
                        .should(Habits.accesses("leave alone: " + act.name(), act::matches))
                        .because(act.name() + " is done only in " + act.places())
                        .allowEmptyShould(true));
    }
}
