package chancery.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who may import whom of our own modules.
final class Modules {
    /// Each module with the modules it may import; whatever is not here is a violation.
    private static final Map<String, Set<String>> MAY_IMPORT =
            new TreeMap<>(
                    Map.of(
                            "atproto", Set.of(),
                            "lua", Set.of(),
                            "store", Set.of(),
                            "store.embedded", Set.of("store"),
                            "store.postgres", Set.of("store"),
                            "web", Set.of("atproto"),
                            "pds", Set.of("atproto", "store", "web"),
                            "appview", Set.of("atproto", "lua", "store", "web"),
                            "streams", Set.of("atproto", "store", "web")));

    /// The program sees every module.
    private static final String PROGRAM = "server";

    /// Inside the protocol each package sees those before it.
    private static final List<String> PROTOCOL_ORDER =
            List.of(
                    "syntax",
                    "data",
                    "crypto",
                    "repo",
                    "verify",
                    "lexicon",
                    "identity",
                    "xrpc",
                    "sync");

    private Modules() {}

    static Set<String> names() {
        Set<String> names = new TreeSet<>(MAY_IMPORT.keySet());
        names.add(PROGRAM);
        return names;
    }

    static List<HouseRule> rules() {
        List<HouseRule> rules = new ArrayList<>();
        for (String module : MAY_IMPORT.keySet()) {
            rules.add(imports(module));
        }
        for (int i = 0; i < PROTOCOL_ORDER.size() - 1; i++) {
            rules.add(order(i));
        }
        rules.add(
                forbidden(
                        "net is alone", "chancery.atproto.net..", "a feature", Modules::protocol));
        rules.add(
                forbidden(
                        "streams see values of the protocol alone",
                        "chancery.streams..",
                        "more of the protocol than its values",
                        c -> of(c).equals(Optional.of("atproto")) && !inPackage(c, "data")));
        return rules;
    }

    private static HouseRule imports(String module) {
        Set<String> allowed = MAY_IMPORT.getOrDefault(module, Set.of());
        return new HouseRule(
                "imports of " + module,
                ArchRuleDefinition.noClasses()
                        .that(is("of module " + module, c -> of(c).equals(Optional.of(module))))
                        .should()
                        .dependOnClassesThat(
                                is(
                                        "of a module that " + module + " may not import",
                                        c -> strangerTo(module, allowed, c)))
                        .allowEmptyShould(true));
    }

    private static boolean strangerTo(String module, Set<String> allowed, JavaClass other) {
        return of(other).filter(m -> !m.equals(module) && !allowed.contains(m)).isPresent();
    }

    private static HouseRule order(int index) {
        String feature = PROTOCOL_ORDER.get(index);
        List<String> later = PROTOCOL_ORDER.subList(index + 1, PROTOCOL_ORDER.size());
        return forbidden(
                "order of atproto." + feature,
                "chancery.atproto." + feature + "..",
                "a package above it: " + later,
                c -> later.stream().anyMatch(l -> inPackage(c, l)));
    }

    private static HouseRule forbidden(
            String name,
            String from,
            String what,
            java.util.function.Predicate<JavaClass> stranger) {
        return new HouseRule(
                name,
                ArchRuleDefinition.noClasses()
                        .that()
                        .resideInAPackage(from)
                        .should()
                        .dependOnClassesThat(is(what, stranger))
                        .allowEmptyShould(true));
    }

    private static boolean protocol(JavaClass c) {
        return of(c).isPresent() && !inPackage(c, "net");
    }

    private static boolean inPackage(JavaClass c, String feature) {
        String name = "chancery.atproto." + feature;
        return c.getPackageName().equals(name) || c.getPackageName().startsWith(name + ".");
    }

    /// The module a class belongs to; empty for what is not ours.
    static Optional<String> of(JavaClass c) {
        String name = c.getPackageName();
        if (!name.startsWith("chancery.")) {
            return Optional.empty();
        }
        String rest = name.substring("chancery.".length());
        return names().stream()
                .filter(m -> rest.equals(m) || rest.startsWith(m + "."))
                .max(java.util.Comparator.comparingInt(String::length));
    }

    private static DescribedPredicate<JavaClass> is(
            String words, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(words, predicate);
    }
}
