package chancery.store.column;

import java.util.List;
import java.util.Optional;

/// A group of rows. Groups of the same parent come in the order of their level.
///
/// @param keys one of each level
/// @param figures one of each measure
public record Group(List<Value.Single> keys, long rows, List<Optional<Double>> figures) {
    public Group {
        keys = List.copyOf(keys);
        figures = List.copyOf(figures);
    }
}
