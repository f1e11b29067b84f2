package chancery.appview.query;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Position;
import chancery.store.table.value.Cell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Positions in lists as clients carry them: a text in Base64 that is safe in URLs. A cursor of
/// another list, or no cursor at all, is no position, and the list begins anew.
final class Cursors {
    private static final int UNITS_MAX = 16_384;

    private Cursors() {}

    /// A moment and the URI of a record.
    static String of(String moment, String uri) {
        return encode(moment + "|" + uri);
    }

    /// The moment and the URI of a record of this collection.
    static Optional<Position> moment(String cursor, String collection) {
        return decode(cursor).flatMap(text -> moment(text.split("\\|", 2), collection));
    }

    private static Optional<Position> moment(String[] parts, String collection) {
        boolean known =
                parts.length == 2
                        && parts[1].startsWith("at://")
                        && parts[1].contains("/" + collection + "/");
        return known
                ? Optional.of(new Position(List.of(Cell.of(parts[0]), Cell.of(parts[1]))))
                : Optional.empty();
    }

    /// Any position of a list with a name.
    static String of(String tag, Position position) {
        List<Json> parts = new ArrayList<>();
        parts.add(new Json.Text(tag));
        position.values().forEach(cell -> parts.add(json(cell)));
        return encode(JsonText.write(new Json.Array(parts)));
    }

    /// The position in the list with this name.
    static Optional<Position> tagged(String cursor, String tag) {
        Optional<String> text = decode(cursor);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return JsonText.parse(text.get()) instanceof Json.Array(var parts)
                            && !parts.isEmpty()
                            && parts.getFirst().equals(new Json.Text(tag))
                    ? position(parts.subList(1, parts.size()))
                    : Optional.empty();
        } catch (SyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<Position> position(List<Json> parts) {
        List<Cell> cells = new ArrayList<>();
        for (Json part : parts) {
            switch (part) {
                case Json.Null _ -> cells.add(Cell.none());
                case Json.Bool(var flag) -> cells.add(new Cell.Flag(flag));
                case Json.Int(var number) -> cells.add(Cell.of(number));
                case Json.Real(var number) -> cells.add(Cell.of(number));
                case Json.Text(var value) -> cells.add(Cell.of(value));
                case Json.Array _, Json.Members _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Position(cells));
    }

    private static Json json(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> Json.Null.NULL;
            case Cell.Flag(var flag) -> new Json.Bool(flag);
            case Cell.Int(var number) -> new Json.Int(number);
            case Cell.Real(var number) -> new Json.Real(number);
            case Cell.Text(var text) -> new Json.Text(text);
            case Cell.Bytes _, Cell.Json _ ->
                    throw new IllegalStateException("records are not sorted by this: " + cell);
        };
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text of a cursor; in either alphabet, with or without padding, a plus as it was or as a
    /// space.
    private static Optional<String> decode(String cursor) {
        if (cursor.length() > UNITS_MAX) {
            return Optional.empty();
        }
        String safe = cursor.replace('+', '-').replace(' ', '-').replace('/', '_').replace("=", "");
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(safe);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
