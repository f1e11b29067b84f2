package chancery.store.column;

import java.util.List;

/// Rows grouped level by level, with figures of each group of the last level.
///
/// @param limit groups that are answered; the caller knows by one more than it wants that there
///     are too many
public record Grouping(Condition where, List<Level> levels, List<Measure> measures, int limit) {
    public Grouping {
        levels = List.copyOf(levels);
        measures = List.copyOf(measures);
    }
}
