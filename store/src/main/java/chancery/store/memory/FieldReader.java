package chancery.store.memory;

import chancery.store.table.Field;
import chancery.store.table.Row;
import chancery.store.table.value.Cell;
import chancery.store.table.value.JsonNode;
import chancery.store.table.value.JsonReader;

import java.util.Optional;

/// What a field of a row holds.
final class FieldReader {
    private FieldReader() {}

    /// The value to compare and sort by; absent for objects and arrays.
    static Cell value(Row row, Field field) {
        return switch (field) {
            case Field.Plain(String column) -> row.cell(column);
            case Field.Path path ->
                    node(row, path)
                            .map(
                                    node ->
                                            node instanceof JsonNode.Leaf(Cell leaf)
                                                    ? leaf
                                                    : Cell.none())
                            .orElse(Cell.none());
        };
    }

    static boolean present(Row row, Field field) {
        return switch (field) {
            case Field.Plain(String column) -> !(row.cell(column) instanceof Cell.Null);
            case Field.Path path ->
                    node(row, path)
                            .filter(node -> !node.equals(new JsonNode.Leaf(Cell.none())))
                            .isPresent();
        };
    }

    private static Optional<JsonNode> node(Row row, Field.Path path) {
        if (!(row.cell(path.column()) instanceof Cell.Json(String text))) {
            return Optional.empty();
        }
        Optional<JsonNode> node = Optional.of(JsonReader.read(text));
        for (Field.Step step : path.steps()) {
            node =
                    switch (step) {
                        case Field.Step.Name(String name) -> node.flatMap(n -> n.member(name));
                        case Field.Step.Index(int index) -> node.flatMap(n -> n.element(index));
                    };
        }
        return node;
    }
}
