package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Our LIKE answers what SQLite's does.
final class LikePatternTest {
    @Test
    void agreesWithSqliteOnRandomPatterns() throws SQLException {
        RandomGenerator random = new SplittableRandom(20_261_121L);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement like =
                        connection.prepareStatement("SELECT ? LIKE ? ESCAPE '!'")) {
            for (int i = 0; i < 5_000; i++) {
                String text = text(random, "abAé%");
                String pattern = text(random, "abBé%%__") + (random.nextBoolean() ? "!%" : "");
                like.setString(1, text);
                like.setString(2, pattern);

                boolean ours = new LikePattern(pattern, '!', () -> false).matches(text);

                try (ResultSet row = like.executeQuery()) {
                    assertThat(ours).as(text + " LIKE " + pattern).isEqualTo(row.getBoolean(1));
                }
            }
        }
    }

    @Test
    void stopsWhenTheTimeIsOver() {
        String text = "a".repeat(1_000_000);
        LikePattern pattern = new LikePattern("%a%b", -1, () -> true);

        assertThatThrownBy(() -> pattern.matches(text)).isInstanceOf(RawRefusal.class);
    }

    private static String text(RandomGenerator random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
