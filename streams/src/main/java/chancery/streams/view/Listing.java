package chancery.streams.view;

import chancery.store.column.ColumnReader;
import chancery.streams.answer.Question;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first records in an order: the view says which, the truth what is in them.
///
/// A record may be changed between the two. Then all is asked again, a few times; at last those
/// that still move are left to where they move to.
record Listing(StreamTruth truth, Question question, Sort sort, int limit) {
    private static final int ATTEMPTS = 4;

    List<StoredRecord> from(ViewEngine.Table table) {
        List<StoredRecord> found = List.of();
        for (int i = 0; i < ATTEMPTS; i++) {
            List<Long> numbers = table.ask(this::numbers);
            found = loaded(numbers);
            if (found.size() == numbers.size()) {
                return found;
            }
        }
        return found;
    }

    private List<Long> numbers(ColumnReader reader, Conditions conditions) {
        return reader.rows(conditions.of(question), conditions.of(sort), limit);
    }

    private List<StoredRecord> loaded(List<Long> numbers) {
        List<Place> places = numbers.stream().map(Grid::place).toList();
        List<StoredRecord> records = new ArrayList<>();
        truth.load(places).stream().flatMap(Optional::stream).forEach(records::add);
        return records;
    }
}
