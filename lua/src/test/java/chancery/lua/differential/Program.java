package chancery.lua.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A whole program to be run on both sides. Its bytes are kept as characters 0 to 255.
///
/// @param area of the official test suite that checks the same, such as `pm`
/// @param title what it is about, in words
record Program(String area, String title, String source) {
    private static final String MARK = "--@ ";

    /// The programs of a file beside this class: each begins with a line `--@ area: title`.
    static List<Program> of(String file) {
        return split(read(file));
    }

    /// The file as the oracle reads it.
    static byte[] joined(List<Program> programs) {
        StringBuilder text = new StringBuilder();
        programs.forEach(program -> text.append(program.marked()));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Program> split(String text) {
        List<Program> programs = new ArrayList<>();
        for (String part : text.split("(?m)^" + MARK, -1)) {
            if (!part.isEmpty()) {
                int line = part.indexOf('\n');
                int colon = part.indexOf(": ");
                programs.add(
                        new Program(
                                part.substring(0, colon),
                                part.substring(colon + 2, line),
                                part.substring(line + 1)));
            }
        }
        return programs;
    }

    private static String read(String file) {
        try (InputStream in = Program.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Programs about the main program itself run nowhere else, and generated ones have coroutines
    /// in them.
    List<Ours.Place> places() {
        return title.startsWith("main program") || area.equals("generated")
                ? List.of(Ours.Place.MAIN)
                : List.of(Ours.Place.values());
    }

    private String marked() {
        return MARK + area + ": " + title + "\n" + source;
    }
}
