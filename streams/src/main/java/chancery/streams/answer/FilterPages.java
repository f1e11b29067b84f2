package chancery.streams.answer;

import chancery.streams.json.Fields;
import chancery.streams.query.Filter;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.sign.Signer;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Answers filters page by page. What stays as it is while somebody pages is shown once; what
/// changes is shown where it then stands, so perhaps twice, or not when it moved to before the
/// page.
public final class FilterPages {
    private final Signer signer;

    public FilterPages(Signer signer) {
        this.signer = signer;
    }

    /// Where records come from.
    ///
    /// @param name of the stream among all
    public record Source(String name, Lister lister) {
        /// The records of a stream, as an engine lists them.
        public static Source of(Engine engine, StreamTruth truth) {
            return new Source(
                    truth.partition().toString(),
                    (question, sort, limit) -> engine.filter(truth, question, sort, limit));
        }
    }

    /// A way to list records.
    public interface Lister {
        /// The first records in an order, at most so many.
        List<StoredRecord> first(Question question, Sort sort, int limit);
    }

    /// How much one page may hold.
    ///
    /// @param bytes of all records; a page has one record at least
    /// @param size of a record in the answer
    public record Room(int records, long bytes, ToIntFunction<StoredRecord> size) {}

    /// Records, and how to go on when there are more.
    public record Page(List<StoredRecord> records, Optional<String> next) {
        public Page {
            records = List.copyOf(records);
        }
    }

    /// The page after the cursor that the body of the request names, or the first one.
    public Page page(Source source, Question question, Sort sort, Fields body, Room room) {
        Sort order = PageEnd.whole(sort);
        FilterCursor cursors = FilterCursor.of(signer, source.name(), body);
        Optional<PageEnd> start = body.findText("cursor").map(text -> cursors.read(text, order));
        int alike = start.map(PageEnd::alike).orElse(0);
        List<StoredRecord> found =
                source.lister()
                        .first(
                                after(question, start),
                                order,
                                Math.addExact(alike, room.records() + 1));
        int shown = shown(found, start);
        List<StoredRecord> page = fitting(found.subList(shown, found.size()), room);
        boolean more = shown + page.size() < found.size();
        Optional<String> next =
                more ? Optional.of(cursors.text(end(order, start, page))) : Optional.empty();
        return new Page(page, next);
    }

    private static Question after(Question question, Optional<PageEnd> start) {
        return start.map(
                        end ->
                                new Question(
                                        new Filter.And(List.of(question.filter(), end.from())),
                                        question.window()))
                .orElse(question);
    }

    /// How many of these were already shown.
    private static int shown(List<StoredRecord> found, Optional<PageEnd> start) {
        int shown = 0;
        while (start.isPresent()
                && shown < Math.min(start.get().alike(), found.size())
                && start.get().holds(found.get(shown))) {
            shown++;
        }
        return shown;
    }

    private static List<StoredRecord> fitting(List<StoredRecord> records, Room room) {
        List<StoredRecord> page = new ArrayList<>();
        long bytes = 0;
        for (StoredRecord record : records) {
            bytes += room.size().applyAsInt(record);
            if (page.size() == room.records() || (!page.isEmpty() && bytes > room.bytes())) {
                return page;
            }
            page.add(record);
        }
        return page;
    }

    private static PageEnd end(Sort order, Optional<PageEnd> start, List<StoredRecord> page) {
        Optional<PageEnd> end = start;
        for (StoredRecord record : page) {
            end =
                    Optional.of(
                            end.map(e -> e.then(record))
                                    .orElseGet(() -> PageEnd.at(order, record)));
        }
        return end.orElseThrow();
    }
}
