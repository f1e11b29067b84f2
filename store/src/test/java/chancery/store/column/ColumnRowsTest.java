package chancery.store.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

final class ColumnRowsTest {
    private static final Column TEXT = Column.one("text", Column.Kind.TEXT);
    private static final Column WHOLE = Column.one("whole", Column.Kind.WHOLE);
    private static final Column REAL = Column.one("real", Column.Kind.REAL);
    private static final Column FLAG = Column.one("flag", Column.Kind.FLAG);
    private static final Column TEXTS = Column.many("texts", Column.Kind.TEXT);
    private static final List<Column> COLUMNS = List.of(TEXT, WHOLE, REAL, FLAG, TEXTS);

    private final ColumnRules rules = new ColumnRules(COLUMNS, ColumnLimits.DEFAULT);
    private final ColumnRows rows = new ColumnRows();

    @Test
    void keepsValuesOfEachKind() {
        Value.Many list = new Value.Many(List.of(Value.of("ä"), Value.of("?")));

        rows.begin(1).add(0, "süß 🐝").add(1, -7L).add(2, -0.0).add(3, true).add(4, list);

        assertThat(batch().rows())
                .containsExactly(
                        new ColumnBatch.Row(
                                1,
                                List.of(
                                        Value.of("süß 🐝"),
                                        Value.of(-7L),
                                        Value.of(0.0),
                                        Value.of(true),
                                        list)));
    }

    @Test
    void leavesOutWhatIsAbsent() {
        rows.begin(1).add(1, 5L).begin(2).begin(3).add(3, Value.absent()).add(3, false);

        assertThat(batch().rows().stream().map(row -> row.values().get(1)))
                .containsExactly(Value.of(5L), Value.absent(), Value.absent());
        assertThat(batch().rows().stream().map(row -> row.values().get(3)))
                .containsExactly(Value.absent(), Value.absent(), Value.of(false));
        assertThat(rows.cells()).isEqualTo(2);
    }

    @Test
    void keepsManyRows() {
        IntStream.range(0, 1_000).forEach(i -> rows.begin(i).add(0, "row " + i).add(1, (long) i));

        assertThat(batch().rows())
                .hasSize(1_000)
                .last()
                .isEqualTo(
                        new ColumnBatch.Row(
                                999,
                                List.of(
                                        Value.of("row 999"),
                                        Value.of(999L),
                                        Value.absent(),
                                        Value.absent(),
                                        Value.absent())));
    }

    @Test
    void refusesValuesOfOtherTypes() {
        assertThatIllegalArgumentException().isThrownBy(() -> one(TEXT, Value.of(1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> one(WHOLE, Value.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> one(WHOLE, Value.of(1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> one(REAL, Value.of(true)));
        assertThatIllegalArgumentException().isThrownBy(() -> one(FLAG, Value.of(1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> one(TEXTS, Value.of("a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(TEXT, new Value.Many(List.of(Value.of("a")))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(TEXTS, new Value.Many(List.of(Value.of(1L)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\udc1d", "\ud83d?", "ä\udc1d\ud83d", "a\0", "\0ä"})
    void refusesTextsThatAreNoneInAColumnAndInAList(String text) {
        ColumnBatch alone = one(TEXT, Value.of(text));
        ColumnBatch inside = one(TEXTS, new Value.Many(List.of(Value.of(text))));

        assertThatIllegalArgumentException().isThrownBy(() -> rules.check(alone));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.check(inside));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "why?", "ä?", "🐝?🐝"})
    void acceptsWholeTexts(String text) {
        ColumnBatch alone = one(TEXT, Value.of(text));

        assertThatCode(() -> rules.check(alone)).doesNotThrowAnyException();
        assertThat(alone.rows().getFirst().values()).containsExactly(Value.of(text));
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        rows.begin(1).add(2, Double.NaN);

        assertThatIllegalArgumentException().isThrownBy(() -> rules.check(batch()));
    }

    @Test
    void refusesRowTwiceInAnyOrder() {
        rows.begin(5).begin(3);
        assertThatCode(() -> rules.check(batch())).doesNotThrowAnyException();

        rows.begin(5);
        assertThatIllegalArgumentException().isThrownBy(() -> rules.check(batch()));
    }

    private ColumnBatch batch() {
        return new ColumnBatch(COLUMNS, rows, 1);
    }

    private static ColumnBatch one(Column column, Value value) {
        return new ColumnBatch(List.of(column), new ColumnRows().begin(1).add(0, value), 1);
    }
}
