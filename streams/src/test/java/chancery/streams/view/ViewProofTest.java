package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.Value;
import chancery.streams.record.Alarms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What the comparison of a view with its records finds.
final class ViewProofTest {
    private final Followed followed = new Followed();

    @BeforeEach
    void write() {
        followed.upsert(1, "a", "b", "c");
        followed.upsert(2, "b", "d");
        followed.upsert(
                Alarms.alarm("e", 0, "'severity':3,'tags':['x','y'],'day':'2026-01-01','on':true"));
        followed.delete("c");
        followed.follow();
    }

    @AfterEach
    void close() {
        followed.close();
    }

    private ViewProof.Result proof() {
        try (Columns columns = followed.columns().open()) {
            return ViewProof.run(followed.truth(), columns);
        }
    }

    /// The table behind the back of who follows.
    private ColumnTable table() {
        return followed.columns().open().open(Scheme.table(followed.truth()), Scheme.FIXED);
    }

    private ColumnBatch tampering() {
        return new ColumnBatch(List.of(Scheme.EXTERNAL_ID), followed.truth().tail());
    }

    @Test
    void findsNothingInAViewThatIsRight() {
        assertThat(proof()).isEqualTo(new ViewProof.Result(4, List.of()));
    }

    @Test
    void whatCameAfterTheCursorIsNoFault() {
        followed.upsert(4, "a", "new");
        followed.delete("b");

        assertThat(proof().faults()).isEmpty();
    }

    @Test
    void tellsHowManyAreMissing() {
        long first = table().read(reader -> reader.after(0, List.of(), 1)).getFirst().number();
        table().apply(tampering().drop(first));

        assertThat(proof().faults()).singleElement().asString().contains("1 records are missing");
    }

    @Test
    void tellsHowManyAreNoRecords() {
        table().apply(
                        tampering()
                                .append(1, List.of(Value.of("ghost")))
                                .append(Long.MAX_VALUE, List.of(Value.of("ghost"))));

        assertThat(proof().faults())
                .singleElement()
                .asString()
                .contains("2 rows of the view are no");
    }

    @Test
    void tellsHowManyDiffer() {
        List<ColumnBatch.Row> rows = table().read(reader -> reader.after(0, List.of(), 10));
        long last = rows.getLast().number();
        table().apply(tampering().drop(last));
        table().apply(tampering().append(last, List.of(Value.of("e"))));

        assertThat(proof().faults())
                .singleElement()
                .asString()
                .contains("1 rows of the view differ");
    }

    @Test
    void aViewThatHasToBeFilledAgainIsNotCompared() {
        followed.upsert(4, "a");
        followed.trim();

        assertThat(proof()).isEqualTo(new ViewProof.Result(0, List.of()));
    }
}
