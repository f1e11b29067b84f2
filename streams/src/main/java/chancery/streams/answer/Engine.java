package chancery.streams.answer;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.StreamTruth;

import java.util.List;
import java.util.Map;

/// Answers questions about the records of a stream, as of a moment not before the question came.
public interface Engine {
    /// The first records in an order, at most so many.
    List<StoredRecord> filter(StreamTruth truth, Question question, Sort sort, int limit);

    /// What comes of aggregates over the records, by their names.
    Map<String, Result> aggregate(
            StreamTruth truth, Question question, Map<String, Aggregate> aggregates);

    /// Refuses a write that answers could not keep up with.
    ///
    /// @throws chancery.streams.fault.Fault of kind `TOO_MANY` when too much is not in them yet
    default void admit(StreamTruth truth) {}
}
