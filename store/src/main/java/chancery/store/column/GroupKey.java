package chancery.store.column;

import java.util.List;
import java.util.Optional;

/// By what rows are grouped. A row without a value is in no group; a row with a list is in the
/// group of each of its values, once.
public sealed interface GroupKey {
    /// A group for each value.
    record Values(String column) implements GroupKey {}

    /// A group for each interval of a numeric column. The key is the number of the interval as a
    /// [Value.Real]: the value divided by the width, rounded down. Its start is the key times the
    /// width.
    ///
    /// @param min the smallest start of an interval that is meant
    /// @param max the largest start of an interval that is meant
    record Bins(String column, double width, Optional<Double> min, Optional<Double> max)
            implements GroupKey {
        public Bins {
            if (!(width > 0) || !Double.isFinite(width)) {
                throw new IllegalArgumentException("an interval has a width");
            }
        }
    }

    /// A group for each interval of a column of whole numbers, the first of which begins at zero.
    /// The key is the start of the interval; values whose interval starts outside 64 bits are in no
    /// group.
    ///
    /// @param min the smallest start that is meant
    /// @param max the largest start that is meant
    record Spans(String column, long width, Optional<Long> min, Optional<Long> max)
            implements GroupKey {
        public Spans {
            if (width < 1) {
                throw new IllegalArgumentException("an interval has a width");
            }
        }
    }

    /// A group for each interval of the calendar in UTC, of a column of milliseconds since 1970.
    /// The key is the start of the interval; values outside the years 1 to 9999 are in no group.
    ///
    /// @param min the smallest start that is meant
    /// @param max the largest start that is meant
    record Calendar(String column, CalendarUnit unit, Optional<Long> min, Optional<Long> max)
            implements GroupKey {}

    /// Intervals of the calendar that differ in length, or begin at another moment than 1970 does.
    enum CalendarUnit {
        /// From Monday.
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    /// A group for each condition, with the rows of which it holds. The key is the place of the
    /// condition as a [Value.Whole], from 0. A condition that holds of no row has no group.
    record Cases(List<Condition> conditions) implements GroupKey {
        public Cases {
            conditions = List.copyOf(conditions);
        }
    }
}
