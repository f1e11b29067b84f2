package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnReader;
import chancery.store.column.Condition;
import chancery.store.column.Group;
import chancery.store.column.Grouping;
import chancery.store.column.SortKey;
import chancery.streams.answer.Question;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Lists of records of which one changes each time that the view is asked.
final class ListingTest {
    private static final Path.Property SEVERITY =
            new Path.Property(
                    new ContainerId(new SpaceId("plant"), "Alarm"),
                    "severity",
                    PropertyType.of(TypeKind.INT32));

    private final Followed followed = new Followed();
    private int severity = 50;

    @BeforeEach
    void write() {
        for (int i = 1; i <= 3; i++) {
            followed.upsert(i * 10, "r" + i);
        }
        followed.upsert(0, "hot");
    }

    @AfterEach
    void close() {
        followed.close();
    }

    private static Sort by(Sort.Direction direction) {
        return new Sort(List.of(new Sort.Key(SEVERITY, direction, Sort.Nulls.LAST)));
    }

    /// A table beside which a record changes as soon as rows were found.
    private final class Restless implements ViewEngine.Table {
        @Override
        public <T> T ask(Standing.Questions<T> questions) {
            followed.follow();
            try {
                return followed.follower()
                        .standing()
                        .ask(
                                followed.truth().tail(),
                                Duration.ZERO,
                                (reader, conditions) ->
                                        questions.of(new Meddling(reader), conditions))
                        .orElseThrow();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> Optional<T> askSoon(Standing.SoonQuestions<T> questions) {
            return followed.follower()
                    .standing()
                    .askSoon(
                            (position, reader, conditions) ->
                                    questions.of(position, new Meddling(reader), conditions));
        }
    }

    private final class Meddling implements ColumnReader {
        private final ColumnReader reader;

        Meddling(ColumnReader reader) {
            this.reader = reader;
        }

        @Override
        public OptionalLong cursor() {
            return reader.cursor();
        }

        @Override
        public List<Long> first(Condition where, List<SortKey> order, int limit) {
            List<Long> rows = reader.first(where, order, limit);
            followed.upsert(++severity, "hot");
            return rows;
        }

        @Override
        public List<ColumnBatch.Row> after(long number, List<String> columns, int limit) {
            return reader.after(number, columns, limit);
        }

        @Override
        public long count(Condition where) {
            return reader.count(where);
        }

        @Override
        public List<Group> groups(Grouping grouping) {
            return reader.groups(grouping);
        }
    }

    private List<String> listed(Filter filter, Sort sort, int limit) {
        Question question = new Question(filter, TimeWindow.ALWAYS);
        return new Listing(followed.truth(), question, sort, limit)
                .from(new Restless()).stream().map(ListingTest::said).toList();
    }

    private static String said(StoredRecord record) {
        return record.id().externalId()
                + record.content()
                        .find(SEVERITY.container(), SEVERITY.name())
                        .map(Datum::json)
                        .orElseThrow()
                        .write();
    }

    @Test
    void aRecordThatMovesIsThereOnceInItsNewestState() {
        assertThat(listed(Filter.All.ALL, by(Sort.Direction.DESCENDING), 10))
                .containsExactly("hot" + severity, "r330", "r220", "r110");
    }

    @Test
    void aRecordThatMovesBeyondTheEndOfAListMakesRoom() {
        followed.upsert(5, IntStream.range(0, 200).mapToObj(i -> "x" + i).toArray(String[]::new));

        assertThat(listed(Filter.All.ALL, by(Sort.Direction.ASCENDING), 2))
                .containsExactly("x05", "x15");
    }

    @Test
    void aRecordThatIsNotMeantAnyMoreIsLeftOut() {
        Filter low =
                new Filter.Range(
                        SEVERITY,
                        Optional.empty(),
                        Optional.of(new Filter.End(new Datum.Whole(50), Filter.Edge.INCLUDED)));

        assertThat(listed(low, by(Sort.Direction.DESCENDING), 10))
                .containsExactly("r330", "r220", "r110");
    }
}
