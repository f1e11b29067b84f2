package chancery.lua.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A hostile script.
///
/// @param outcomes one of which must come: a budget that breaks, `ENDS`, `ERROR`, or `SAFE` for a
///     script that ends and prints this word and nothing else
/// @param title begins with the threat in the list of threats
record Attack(List<String> outcomes, String title, String source) {
    private static final String MARK = "(?m)^--@ ";

    /// The scripts of a file beside this class: each begins with a line `--@ OUTCOME|...: title`.
    static List<Attack> of(String file) {
        List<Attack> attacks = new ArrayList<>();
        for (String part : read(file).split(MARK, -1)) {
            if (!part.isEmpty()) {
                int line = part.indexOf('\n');
                int colon = part.indexOf(": ");
                attacks.add(
                        new Attack(
                                List.of(part.substring(0, colon).split("\\|", -1)),
                                part.substring(colon + 2, line),
                                part.substring(line + 1)));
            }
        }
        return attacks;
    }

    private static String read(String file) {
        try (InputStream in = Attack.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
