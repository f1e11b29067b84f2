package chancery.streams.answer;

import chancery.streams.query.Filter;
import chancery.streams.query.TimeWindow;

/// Which records of a stream are meant.
public record Question(Filter filter, TimeWindow window) {}
