package chancery.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which third-party packages may be seen where. A package that is not in the list may be seen
/// nowhere: a new jar needs a line here, beside its reason in the parent pom.
final class Jars {
    /// A family of packages and the places that may import it.
    private record Jar(String name, List<String> packages, List<String> places) {
        boolean holds(JavaClass c) {
            return packages.stream().anyMatch(p -> inside(p, c.getPackageName()));
        }
    }

    private static final List<Jar> JARS =
            List.of(
                    jar(
                            "JSON",
                            "tools.jackson.core",
                            "atproto.data",
                            "web",
                            "appview.json",
                            "streams.json",
                            "server"),
                    jar("TOML", "tools.jackson.dataformat", "server.config"),
                    jar("JSON trees", "tools.jackson.databind", "server"),
                    jar("secp256k1", "fr.acinq", "atproto.crypto"),
                    jar("Bouncy Castle", "org.bouncycastle", "atproto.crypto", "pds"),
                    jar("Jetty", "org.eclipse.jetty", "web"),
                    jar("RocksDB", "org.rocksdb", "store.embedded"),
                    jar("SQLite", "org.sqlite", "store.embedded"),
                    jar("DuckDB", "org.duckdb", "store.embedded"),
                    jar("PostgreSQL", "org.postgresql", "store.postgres"),
                    jar("connection pool", "com.zaxxer", "store.postgres"),
                    jar("SQL", "java.sql", "store.embedded", "store.postgres"),
                    jar("SQL extensions", "javax.sql", "store.embedded", "store.postgres"),
                    jar("outbound HTTP", "org.apache.hc", "web.egress"),
                    jar("HTTP of the JDK", "java.net.http"),
                    jar("DNS", "org.xbill", "web.egress"),
                    jar("caches", "com.github.benmanes", "web", "pds", "appview"),
                    jar("token buckets", "io.github.bucket4j", "web"),
                    jar("metrics", "io.micrometer", "web", "server"),
                    jar("Prometheus", "io.prometheus", "server"),
                    jar("JOSE", "com.nimbusds", "pds"),
                    jar("mail", "jakarta.mail", "pds"),
                    jar("command line", "picocli", "server.cli"),
                    jar("log writer", "ch.qos.logback", "server"),
                    jar(
                            "logging words",
                            "org.slf4j",
                            "store.embedded",
                            "store.postgres",
                            "web",
                            "pds",
                            "appview",
                            "streams",
                            "server"));

    /// What everybody may see.
    private static final List<String> OPEN =
            List.of(
                    "java.io",
                    "java.lang",
                    "java.math",
                    "java.net",
                    "java.nio",
                    "java.security",
                    "java.text",
                    "java.time",
                    "java.util",
                    "javax.crypto",
                    "javax.net",
                    "javax.security",
                    "jdk.jfr",
                    "org.jspecify.annotations",
                    "chancery");

    private Jars() {}

    static List<HouseRule> rules() {
        List<HouseRule> rules = new ArrayList<>();
        JARS.forEach(jar -> rules.add(rule(jar)));
        rules.add(
                new HouseRule(
                        "jars are named",
                        ArchRuleDefinition.noClasses()
                                .should()
                                .dependOnClassesThat(
                                        DescribedPredicate.describe(
                                                "of a jar that is not in the list", Jars::unnamed))
                                .allowEmptyShould(true)));
        return rules;
    }

    private static HouseRule rule(Jar jar) {
        String places = jar.places().isEmpty() ? "nowhere" : "only in " + jar.places();
        return new HouseRule(
                "jar: " + jar.name(),
                ArchRuleDefinition.noClasses()
                        .that(
                                DescribedPredicate.describe(
                                        "outside of " + jar.places(), c -> outside(jar, c)))
                        .should()
                        .dependOnClassesThat(
                                DescribedPredicate.describe("of " + jar.packages(), jar::holds))
                        .because(jar.name() + " is seen " + places)
                        .allowEmptyShould(true));
    }

    private static boolean outside(Jar jar, JavaClass c) {
        return jar.places().stream().noneMatch(p -> inside("chancery." + p, c.getPackageName()));
    }

    private static boolean unnamed(JavaClass c) {
        JavaClass element = c.getBaseComponentType();
        String name = element.getPackageName();
        return !element.isPrimitive()
                && OPEN.stream().noneMatch(p -> inside(p, name))
                && JARS.stream().noneMatch(jar -> jar.holds(element));
    }

    private static boolean inside(String parent, String name) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private static Jar jar(String name, String packageName, String... places) {
        return new Jar(name, List.of(packageName), Stream.of(places).toList());
    }
}
