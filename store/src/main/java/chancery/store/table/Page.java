package chancery.store.table;

import java.util.List;
import java.util.Optional;

/// Some rows of a list.
///
/// @param next where the list goes on; none at its end. A page may end early when its rows are
///     large
public record Page(List<Row> rows, Optional<Position> next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
