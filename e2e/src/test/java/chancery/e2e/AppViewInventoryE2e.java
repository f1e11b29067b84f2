package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The behaviours that people bring along from other AppViews, each by its number in the list, at a
/// server in production whose whole network is on this machine; and a day of such a server from its
/// first start on.
final class AppViewInventoryE2e {
    private static final Duration BOTH_SCRIPTS = Duration.ofMinutes(4);
    private static final int CONFIG = 78;

    @TempDir private Path folder;

    @BeforeAll
    static void install() {
        NodeScripts.install();
    }

    /// Two servers at the same time, because each begins with an empty store and waits a lot.
    @Test
    void passesEveryCheckOfTheInventoryAndOfTheDay() {
        Surroundings inventory = Surroundings.in(folder.resolve("inventory"));
        Surroundings day = Surroundings.in(folder.resolve("day"));

        Program first = script(inventory, "inventory");
        Program second = script(day, "smoke");
        try (Chancery one = inventory.serve();
                Chancery other = day.serve()) {
            inventory.tell(one);
            day.tell(other);

            for (Program script : List.of(first, second)) {
                assertThat(script.exit(BOTH_SCRIPTS)).as(script::output).isZero();
                script.printed()
                        .lines()
                        .filter(line -> line.matches("# (tests|pass|skipped) .*"))
                        .forEach(System.out::println);
            }
        } finally {
            first.process().destroyForcibly();
            second.process().destroyForcibly();
        }
    }

    private static Program script(Surroundings place, String name) {
        String file = NodeScripts.path("test/" + name + ".test.mjs");
        return NodeScripts.start(place.base(), place.environment(), "--test", file);
    }

    @Test
    @DisplayName("#2 changed: a base path is refused at the start, an installation is an origin")
    void refusesABasePath() {
        Surroundings place = Surroundings.in(folder);
        Path config = place.write("chancery.toml", place.settings(place.site() + "/hv"));

        Program server = Chancery.run("serve", "--config", config.toString());

        assertThat(server.exit(Duration.ofMinutes(1))).isEqualTo(CONFIG);
        assertThat(server.complained()).contains("pds.public-url: has a path; it is an origin");
    }
}
