package chancery.streams.view;

import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnReader;
import chancery.store.column.Value;
import chancery.streams.answer.Question;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.StreamType;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first records in an order: the view says which, the truth what is in them. What little the
/// view does not have yet is put beside it.
///
/// A record may be changed between the two. Then all is asked again, a few times; at last those
/// that still change are looked up by their names and put where they now belong.
record Listing(StreamTruth truth, Question question, Sort sort, int limit) {
    private static final int ATTEMPTS = 4;

    /// How many more are asked for at last, in place of those that move out.
    private static final int SPARE = 100;

    private static final List<String> NAMES =
            List.of(Scheme.SPACE.name(), Scheme.EXTERNAL_ID.name());

    List<StoredRecord> from(ViewEngine.Table table) {
        for (int i = 1; i < ATTEMPTS; i++) {
            List<Long> found =
                    (i == 1 ? table.askSoon(this::found) : Optional.<List<Long>>empty())
                            .orElseGet(() -> table.ask(this::found));
            List<Optional<StoredRecord>> loaded = loaded(found);
            if (loaded.stream().allMatch(Optional::isPresent)) {
                return ordered(loaded.stream().flatMap(Optional::stream).toList());
            }
        }
        return table.ask(this::moving);
    }

    private List<Long> found(ColumnReader reader, Conditions conditions) {
        return first(reader, conditions, limit);
    }

    /// What a view that is a little behind and the newest changes have together.
    private Optional<List<Long>> found(long position, ColumnReader reader, Conditions conditions) {
        return Ahead.of(truth, position)
                .map(
                        ahead -> {
                            int count = ahead.gone().isEmpty() ? limit : limit + Ahead.MOST;
                            return ahead.with(first(reader, conditions, count), question);
                        });
    }

    /// Records of which none can be told from another stand by number.
    private List<StoredRecord> ordered(List<StoredRecord> byNumber) {
        return byNumber.stream()
                .sorted(new RecordOrder(sort)::withoutContents)
                .limit(limit)
                .toList();
    }

    private List<Long> first(ColumnReader reader, Conditions conditions, int count) {
        return reader.first(conditions.of(question), conditions.of(sort), count);
    }

    private List<Optional<StoredRecord>> loaded(List<Long> numbers) {
        List<Place> places = numbers.stream().map(Grid::place).toList();
        return truth.load(places);
    }

    private List<StoredRecord> moving(ColumnReader reader, Conditions conditions) {
        List<Long> numbers = first(reader, conditions, limit + SPARE);
        List<Optional<StoredRecord>> loaded = loaded(numbers);
        List<StoredRecord> found = new ArrayList<>();
        List<StoredRecord> moved = new ArrayList<>();
        for (int i = 0; i < loaded.size(); i++) {
            long number = numbers.get(i);
            loaded.get(i).ifPresentOrElse(found::add, () -> moved.addAll(newest(reader, number)));
        }
        RecordOrder order = new RecordOrder(sort);
        // Beyond the last that was found there may be others that are nearer.
        boolean more = numbers.size() == limit + SPARE;
        Optional<StoredRecord> end = more ? found.stream().max(order) : Optional.empty();
        moved.removeIf(record -> end.filter(last -> order.compare(record, last) > 0).isPresent());
        found.addAll(moved);
        return found.stream().sorted(order).limit(limit).toList();
    }

    /// What became of the record of a row, if it is still meant. On an immutable stream nothing
    /// becomes of a record but that it ends.
    private List<StoredRecord> newest(ColumnReader reader, long number) {
        if (truth.stream().type() == StreamType.IMMUTABLE) {
            return List.of();
        }
        ColumnBatch.Row row = reader.after(number - 1, NAMES, 1).getFirst();
        RecordId id = new RecordId(new SpaceId(text(row, 0)), text(row, 1));
        return truth.find(id).stream().filter(question::holds).toList();
    }

    private static String text(ColumnBatch.Row row, int column) {
        if (row.values().get(column) instanceof Value.Text(var text)) {
            return text;
        }
        throw new IllegalStateException("a row without a name: " + row.number());
    }
}
