package chancery.appview.query;

import java.util.List;
import java.util.Optional;

/// A page of records.
///
/// @param cursor where the next page begins; empty when this is the last one
public record RecordList(List<StoredRecord> records, Optional<String> cursor) {
    /// Nothing, and nothing after it.
    public static final RecordList EMPTY = new RecordList(List.of(), Optional.empty());

    public RecordList {
        records = List.copyOf(records);
    }
}
