package chancery.streams.answer;

import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;

/// Which records of a stream are meant.
public record Question(Filter filter, TimeWindow window) {
    /// Whether a record is one of them.
    public boolean holds(StoredRecord record) {
        return window.holds(record.lastUpdatedTime()) && Matcher.matches(filter, record);
    }
}
