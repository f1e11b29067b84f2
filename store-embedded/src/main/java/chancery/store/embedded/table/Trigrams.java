package chancery.store.embedded.table;

import chancery.store.table.value.Cell;
import chancery.store.table.value.Fold;
import chancery.store.table.value.JsonNode;
import chancery.store.table.value.JsonReader;
import chancery.store.table.value.UnicodeText;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What goes into a trigram index, and what it is asked.
final class Trigrams {
    private static final int ASKED_MAX = 40;

    private Trigrams() {}

    /// The strings at the top of a searched value, folded and one after the other; empty when there
    /// are none. Names that begin with a dollar are for machines and left out. A zero ends what the
    /// index reads, so it becomes a space.
    static String words(String json, int unitsMax) {
        if (!(JsonReader.read(json) instanceof JsonNode.Members(Map<String, JsonNode> members))) {
            return "";
        }
        StringJoiner words = new StringJoiner("\n");
        members.forEach(
                (name, node) -> {
                    if (indexed(name) && node instanceof JsonNode.Leaf(Cell.Text(String text))) {
                        words.add(Fold.of(UnicodeText.head(text, unitsMax)));
                    }
                });
        return words.toString().replace('\0', ' ');
    }

    /// Whether the strings of this name are in the index.
    static boolean indexed(String name) {
        return !name.startsWith("$");
    }

    /// The question that every row with this text passes; none when the text is too short for it or
    /// holds a zero.
    static Optional<String> question(String text) {
        int[] points = Fold.of(text).codePoints().toArray();
        if (points.length < 3 || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                IntStream.rangeClosed(0, points.length - 3)
                        .limit(ASKED_MAX)
                        .mapToObj(i -> '"' + new String(points, i, 3).replace("\"", "\"\"") + '"')
                        .distinct()
                        .collect(Collectors.joining(" AND ")));
    }
}
