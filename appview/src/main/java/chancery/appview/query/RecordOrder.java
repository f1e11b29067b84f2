package chancery.appview.query;

import chancery.atproto.syntax.SyntaxException;
import chancery.store.Reader.Direction;
import chancery.store.table.Field;
import chancery.store.table.Sort;

import java.util.Optional;

/// In which order records are listed: by when they were first indexed, or by a field.
///
/// @param field as it was named; empty for the moment of first indexing
public record RecordOrder(Optional<String> field, Sort level) {
    /// The newest first.
    public static final RecordOrder NEWEST =
            new RecordOrder(Optional.empty(), Sort.descending("created_at"));

    /// What was touched last first.
    public static final RecordOrder TOUCHED =
            new RecordOrder(Optional.of("indexed_at"), Sort.descending("indexed_at"));

    /// An order as it is asked for.
    ///
    /// @param direction `asc` or `desc`; the latter when empty
    /// @throws SyntaxException in the words that scripts know
    public static RecordOrder of(Optional<String> field, Optional<String> direction) {
        Field place =
                field.map(name -> FieldPath.of(name, "sort"))
                        .orElseGet(() -> Field.of("created_at"));
        return new RecordOrder(field, new Sort(place, direction(direction.orElse("desc"))));
    }

    private static Direction direction(String text) {
        return switch (text) {
            case "asc" -> Direction.ASCENDING;
            case "desc" -> Direction.DESCENDING;
            default ->
                    throw new SyntaxException(
                            "invalid sortDirection '" + text + "': must be 'asc' or 'desc'");
        };
    }

    /// The name of this order in cursors.
    String tag() {
        String sign = level.direction() == Direction.ASCENDING ? "+" : "-";
        return sign + field.orElse("");
    }
}
