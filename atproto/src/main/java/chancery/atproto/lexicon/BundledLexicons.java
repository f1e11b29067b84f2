package chancery.atproto.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lexicon files among the resources, listed in `sha256.txt` with the sums of their canonical
/// form: one line each, 64 hexadecimal digits, two blanks and the path.
final class BundledLexicons {
    private static final String FOLDER = "/lexicons/";
    private static final String LIST = "sha256.txt";
    private static final String ENDING = ".json";
    private static final int SUM_LENGTH = 64;

    private BundledLexicons() {}

    /// All of them by name, each read and parsed when it is first asked for.
    static Map<String, LazyLexicon> all() {
        LexiconParser parser = new LexiconParser(LexiconLimits.STANDARD);
        Map<String, LazyLexicon> all = new HashMap<>();
        for (String path : paths()) {
            all.put(name(path), new LazyLexicon(() -> parser.parse(read(path))));
        }
        return all;
    }

    private static String name(String path) {
        return path.substring(0, path.length() - ENDING.length()).replace('/', '.');
    }

    /// The paths of all files below the folder.
    static List<String> paths() {
        return new String(read(LIST), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(SUM_LENGTH).strip())
                .toList();
    }

    static byte[] read(String path) {
        try (InputStream in = BundledLexicons.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("resource missing: " + FOLDER + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
