package chancery.house;

import com.tngtech.archunit.core.domain.JavaClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Violations, one or more for each rule over compiled classes.
final class Plants {
    /// Classes that break the rule of this name.
    record Plant(String rule, int number, List<String> sources) {
        Plant(String rule, List<String> sources) {
            this(rule, 0, sources);
        }

        /// The same plant with class names of its own, so that all compile together.
        Plant numbered(int index) {
            List<String> renamed =
                    sources.stream()
                            .map(s -> s.replace("Plant", "Plant" + index))
                            .map(s -> s.replace("Target", "Target" + index))
                            .map(s -> s.replace("Made", "Made" + index))
                            .toList();
            return new Plant(rule, index, renamed);
        }

        boolean holds(JavaClass c) {
            String name = c.getSimpleName();
            return List.of("Plant" + number, "Target" + number, "Made" + number).contains(name);
        }

        @Override
        public String toString() {
            return rule;
        }
    }

    private Plants() {}

    static List<Plant> all() {
        List<Plant> plants = new ArrayList<>();
        plants.addAll(imports());
        plants.addAll(jars());
        plants.addAll(acts());
        plants.addAll(habits());
        return IntStream.range(0, plants.size()).mapToObj(i -> plants.get(i).numbered(i)).toList();
    }

    private static List<Plant> imports() {
        Map<String, String> strangers =
                new TreeMap<>(
                        Map.of(
                                "atproto", "store",
                                "lua", "store",
                                "store", "web",
                                "store.embedded", "atproto.data",
                                "store.postgres", "web",
                                "web", "store",
                                "pds", "lua",
                                "appview", "server",
                                "streams", "lua"));
        List<Plant> plants = new ArrayList<>();
        strangers.forEach((from, to) -> plants.add(arrow("imports of " + from, from, to)));
        plants.add(arrow("order of atproto.syntax", "atproto.syntax", "atproto.data"));
        plants.add(arrow("order of atproto.data", "atproto.data", "atproto.repo"));
        plants.add(arrow("order of atproto.crypto", "atproto.crypto", "atproto.repo"));
        plants.add(arrow("order of atproto.repo", "atproto.repo", "atproto.lexicon"));
        plants.add(arrow("order of atproto.verify", "atproto.verify", "atproto.lexicon"));
        plants.add(arrow("order of atproto.lexicon", "atproto.lexicon", "atproto.sync"));
        plants.add(arrow("order of atproto.identity", "atproto.identity", "atproto.sync"));
        plants.add(arrow("order of atproto.xrpc", "atproto.xrpc", "atproto.sync"));
        plants.add(arrow("net is alone", "atproto.net", "atproto.syntax"));
        plants.add(
                arrow("streams see values of the protocol alone", "streams.space", "atproto.repo"));
        return plants;
    }

    private static List<Plant> jars() {
        return List.of(
                uses("jar: JSON", "pds.repo", "tools.jackson.core.JsonParser"),
                uses("jar: JSON", "atproto.repo", "tools.jackson.core.JsonParser"),
                uses("jar: TOML", "server", "tools.jackson.dataformat.toml.TomlMapper"),
                uses("jar: JSON trees", "web.http", "tools.jackson.databind.JsonNode"),
                uses("jar: secp256k1", "atproto.repo", "fr.acinq.secp256k1.Secp256k1"),
                uses("jar: Bouncy Castle", "atproto.data", "org.bouncycastle.crypto.Digest"),
                uses("jar: Jetty", "pds.xrpc", "org.eclipse.jetty.server.Server"),
                uses("jar: RocksDB", "store", "org.rocksdb.RocksDB"),
                made("jar: SQLite", "server", "org.sqlite"),
                made("jar: DuckDB", "streams", "org.duckdb"),
                made("jar: PostgreSQL", "server", "org.postgresql"),
                made("jar: connection pool", "store.embedded", "com.zaxxer"),
                uses("jar: SQL", "pds.account", "java.sql.Connection"),
                uses("jar: SQL extensions", "server", "javax.sql.DataSource"),
                uses("jar: outbound HTTP", "web.http", "org.apache.hc.core5.http.HttpHost"),
                uses("jar: HTTP of the JDK", "atproto.net", "java.net.http.HttpClient"),
                uses("jar: DNS", "web", "org.xbill.DNS.Name"),
                uses("jar: caches", "store", "com.github.benmanes.caffeine.cache.Cache"),
                uses("jar: token buckets", "pds", "io.github.bucket4j.Bucket"),
                uses("jar: metrics", "pds", "io.micrometer.core.instrument.Counter"),
                made("jar: Prometheus", "web", "io.prometheus"),
                uses("jar: JOSE", "web.auth", "com.nimbusds.jwt.JWT"),
                made("jar: mail", "web", "jakarta.mail"),
                uses("jar: command line", "server", "picocli.CommandLine"),
                uses("jar: log writer", "web", "ch.qos.logback.classic.Logger"),
                uses("jar: logging words", "atproto.sync", "org.slf4j.Logger"),
                uses("jar: logging words", "store", "org.slf4j.Logger"),
                made("jars are named", "server", "org.unheard"));
    }

    private static List<Plant> acts() {
        return List.of(
                does("starting threads", "pds.blob", "Thread.ofVirtual().start(() -> {})"),
                does("starting threads", "web", "new Thread(() -> {}).run()"),
                does(
                        "starting threads",
                        "store.embedded",
                        "java.util.concurrent.Executors.newCachedThreadPool()"),
                does(
                        "starting threads",
                        "appview",
                        "java.util.List.of(1).parallelStream().count()"),
                does("reading clocks", "atproto.syntax", "java.time.Instant.now()"),
                does("reading clocks", "web", "System.nanoTime()"),
                does("reading clocks", "pds", "java.time.InstantSource.system().instant()"),
                does("reading clocks", "pds", "new java.util.Date().getTime()"),
                does("drawing random numbers", "pds", "new java.security.SecureRandom().nextInt()"),
                does("drawing random numbers", "pds", "java.util.UUID.randomUUID()"),
                does("drawing random numbers", "web", "Math.random()"),
                does("reading the environment", "web", "System.getenv(\"HOME\")"),
                does("reading the environment", "store", "Boolean.getBoolean(\"quick\")"),
                does("printing", "server", "System.out.println()"),
                does("printing", "web", "new Exception().printStackTrace()"),
                does("ending the process", "store.embedded", "System.exit(74)"));
    }

    private static List<Plant> habits() {
        return List.of(
                new Plant(
                        "no package cycles",
                        List.of(
                                "package chancery.web.a; class Plant { chancery.web.b.Target b; }",
                                "package chancery.web.b; public class Target {"
                                        + " chancery.web.a.Made a; }",
                                "package chancery.web.a; public class Made {}")),
                arrow("doors are strangers", "pds.repo", "appview.index"),
                arrow("doors are strangers", "streams", "pds"),
                arrow("engines are hidden", "pds.repo", "store.embedded"),
                arrow("features know no edge", "pds.repo", "pds.xrpc.repo"),
                arrow("features know no edge", "appview.index", "appview.http"),
                arrow("features know no edge", "pds.repo", "pds"),
                arrow("features see little of web", "pds.repo", "web.http"),
                does("no regex on input", "web", "java.util.regex.Pattern.compile(\"a+\")"),
                does("no regex on input", "atproto.syntax", "\"a\".matches(\"a+\")"),
                does("no reflection", "server", "Object.class.getDeclaredMethods()"),
                does("no reflection", "web", "java.lang.reflect.Array.newInstance(int.class, 1)"),
                does("no reflection", "web", "java.util.ServiceLoader.load(Runnable.class)"),
                new Plant(
                        "packages are null-marked",
                        List.of("package chancery.web.naked; class Plant {}")),
                holds("static int count"),
                holds(
                        "static final java.util.ArrayList<String> NAMES = new"
                                + " java.util.ArrayList<>()"),
                holds(
                        "static final java.util.concurrent.ConcurrentMap<String, String> CACHE ="
                                + " null"),
                holds("static final java.util.concurrent.atomic.AtomicLong NEXT = null"),
                holds("static final int[] TABLE = {1}"));
    }

    private static Plant arrow(String rule, String from, String to) {
        return new Plant(
                rule,
                List.of(
                        "package chancery." + to + "; public class Target {}",
                        "package chancery."
                                + from
                                + "; class Plant { chancery."
                                + to
                                + ".Target t; }"));
    }

    private static Plant uses(String rule, String from, String type) {
        return new Plant(
                rule, List.of("package chancery." + from + "; class Plant { " + type + " t; }"));
    }

    /// A use of a jar that is not on the class path: its package is made up here.
    private static Plant made(String rule, String from, String packageName) {
        return new Plant(
                rule,
                List.of(
                        "package " + packageName + "; public class Made {}",
                        "package chancery."
                                + from
                                + "; class Plant { "
                                + packageName
                                + ".Made m; }"));
    }

    private static Plant does(String rule, String from, String expression) {
        return new Plant(
                rule,
                List.of(
                        "package chancery."
                                + from
                                + "; class Plant { void act() throws Exception {"
                                + expression
                                + "; } }"));
    }

    private static Plant holds(String field) {
        return new Plant(
                "no static state", List.of("package chancery.web; class Plant { " + field + "; }"));
    }
}
