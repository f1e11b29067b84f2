package chancery.streams.indexed;

import chancery.streams.query.Filter;
import chancery.streams.query.TimeWindow;

/// Which records are read of the index, and in which order.
public record Excerpt(Filter filter, TimeWindow window, Order order) {
    /// What the index can order by.
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        /// By the time at which records were first seen, the earliest first.
        EARLIEST_FIRST,
        LATEST_FIRST
    }
}
