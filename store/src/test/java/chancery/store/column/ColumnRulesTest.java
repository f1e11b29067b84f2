package chancery.store.column;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Each limit of wide tables at its edge, and what does not fit the columns.
final class ColumnRulesTest {
    private static final ColumnLimits LIMITS =
            new ColumnLimits(5, 3, 8, 4, 100, 10, 2, 2, 6, Duration.ofSeconds(1));
    private static final Column TEXT = Column.one("text", Column.Kind.TEXT);
    private static final Column WHOLE = Column.one("whole", Column.Kind.WHOLE);
    private static final Column FLAG = Column.one("flag", Column.Kind.FLAG);
    private static final Column TEXTS = Column.many("texts", Column.Kind.TEXT);
    private static final List<Column> COLUMNS = List.of(TEXT, WHOLE, FLAG, TEXTS);

    private final ColumnRules rules = new ColumnRules(COLUMNS, LIMITS);

    @Test
    void limitsColumns() {
        accepts(() -> rules.with(List.of(Column.one("fifth", Column.Kind.REAL))));
        refuses(
                () ->
                        rules.with(
                                List.of(
                                        Column.one("fifth", Column.Kind.REAL),
                                        Column.one("sixth", Column.Kind.REAL))));
    }

    @Test
    void limitsListValues() {
        accepts(() -> rules.check(batch(TEXTS).append(1, List.of(list(3)))));
        refuses(() -> rules.check(batch(TEXTS).append(1, List.of(list(4)))));
    }

    @Test
    void limitsBytesOfText() {
        accepts(() -> rules.check(batch(TEXT).append(1, List.of(Value.of("ÖÖÖÖ")))));
        refuses(() -> rules.check(batch(TEXT).append(1, List.of(Value.of("ÖÖÖÖx")))));
    }

    @Test
    void limitsRowsOfBatch() {
        accepts(() -> rules.check(rows(4)));
        refuses(() -> rules.check(rows(5)));
        accepts(() -> rules.check(batch(WHOLE).drop(1).drop(2).drop(3).drop(4)));
        refuses(() -> rules.check(batch(WHOLE).drop(1).drop(2).drop(3).drop(4).drop(5)));
    }

    @Test
    void limitsBytesOfBatch() {
        Value wide = list(3, "12345678");

        accepts(
                () ->
                        rules.check(
                                batch(TEXTS)
                                        .append(1, List.of(wide))
                                        .append(2, List.of(wide))
                                        .append(3, List.of(wide))));
        refuses(
                () ->
                        rules.check(
                                batch(TEXTS)
                                        .append(1, List.of(wide))
                                        .append(2, List.of(wide))
                                        .append(3, List.of(wide))
                                        .append(4, List.of(wide))));
    }

    @Test
    void limitsNodesOfConditionsWithTheirValues() {
        accepts(() -> rules.check(in(9)));
        refuses(() -> rules.check(in(10)));
    }

    @Test
    void limitsDepthOfConditions() {
        accepts(() -> deep().check(nested(ColumnRules.DEPTH_MAX - 1)));
        refuses(() -> deep().check(nested(ColumnRules.DEPTH_MAX)));
    }

    @Test
    void limitsKeysOfOrder() {
        List<SortKey> two = Collections.nCopies(2, SortKey.ascending("text"));
        List<SortKey> three = Collections.nCopies(3, SortKey.ascending("text"));

        accepts(() -> rules.check(Condition.ALL, two, 1));
        refuses(() -> rules.check(Condition.ALL, three, 1));
    }

    @Test
    void limitsLevelsMeasuresAndAnswers() {
        accepts(() -> rules.check(grouping(2, 2, 6)));
        refuses(() -> rules.check(grouping(3, 2, 6)));
        refuses(() -> rules.check(grouping(2, 3, 6)));
        refuses(() -> rules.check(grouping(2, 2, 7)));
        refuses(() -> rules.check(Condition.ALL, List.of(), 0));
    }

    @Test
    void refusesColumnsThatAreNotThereOrOfAnotherType() {
        refuses(() -> rules.check(new Condition.Present("other")));
        refuses(() -> rules.check(Condition.equal("text", Value.of(1L))));
        refuses(() -> rules.check(Condition.equal("texts", Value.of("a"))));
        refuses(() -> rules.check(new Condition.Prefix("whole", "a")));
        refuses(() -> rules.check(new Condition.ContainsAny("text", List.of(Value.of("a")))));
        refuses(() -> rules.check(Condition.ALL, List.of(SortKey.ascending("texts")), 1));
        refuses(() -> rules.check(batch(Column.one("text", Column.Kind.REAL))));
        refuses(() -> batch(TEXT).append(1, List.of(Value.of(1L))));
        refuses(() -> batch(TEXT).append(1, List.of()));
        refuses(() -> rules.check(measured(Measure.Figure.SUM, "text")));
        accepts(() -> rules.check(measured(Measure.Figure.VALUES, "text")));
    }

    @Test
    void refusesTextThatIsNotWholeUnicode() {
        refuses(() -> rules.check(batch(TEXT).append(1, List.of(Value.of("a\0")))));
        refuses(() -> rules.check(batch(TEXT).append(1, List.of(Value.of("\uD83D")))));
        refuses(() -> rules.check(new Condition.Prefix("text", "\uD83D")));
    }

    @Test
    void refusesRowsAndColumnsTwice() {
        refuses(
                () ->
                        rules.check(
                                batch(WHOLE)
                                        .append(1, List.of(Value.of(1L)))
                                        .append(1, List.of(Value.of(2L)))));
        refuses(() -> new ColumnRules(List.of(TEXT, TEXT), LIMITS));
        refuses(() -> new ColumnBatch(List.of(TEXT, TEXT), 1));
    }

    @Test
    void limitsNamesToPlainCharacters() {
        accepts(() -> Column.requireName("a".repeat(63)));
        refuses(() -> Column.requireName("a".repeat(64)));
        for (String name : List.of("", "A", "1a", "_a", "a\"b", "a b", "ä", "a;")) {
            refuses(() -> Column.requireName(name));
        }
    }

    private static ColumnRules deep() {
        return new ColumnRules(COLUMNS, ColumnLimits.DEFAULT);
    }

    private static Condition nested(int depth) {
        Condition condition = new Condition.Present("text");
        for (int i = 0; i < depth; i++) {
            condition = Condition.not(condition);
        }
        return condition;
    }

    private static Condition in(int values) {
        return new Condition.In(
                "whole", IntStream.range(0, values).mapToObj(i -> Value.of((long) i)).toList());
    }

    private static Grouping grouping(int levels, int measures, int limit) {
        Level level = Level.all(new GroupKey.Values("text"));
        Measure measure = new Measure(Measure.Figure.MAX, "whole");
        return new Grouping(
                Condition.ALL,
                Collections.nCopies(levels, level),
                Collections.nCopies(measures, measure),
                limit);
    }

    private static Grouping measured(Measure.Figure figure, String column) {
        GroupKey bins = new GroupKey.Bins("whole", 1, Optional.empty(), Optional.empty());
        return new Grouping(
                Condition.ALL, List.of(Level.all(bins)), List.of(new Measure(figure, column)), 1);
    }

    private static ColumnBatch batch(Column column) {
        return new ColumnBatch(List.of(column), 1);
    }

    private static ColumnBatch rows(int count) {
        ColumnBatch batch = batch(WHOLE);
        IntStream.range(0, count).forEach(i -> batch.append(i, List.of(Value.of(1L))));
        return batch;
    }

    private static Value list(int values) {
        return list(values, "a");
    }

    private static Value list(int values, String text) {
        return new Value.Many(Collections.nCopies(values, Value.of(text)));
    }

    private static void accepts(ThrowingCallable code) {
        assertThatCode(code).doesNotThrowAnyException();
    }

    private static void refuses(ThrowingCallable code) {
        assertThatIllegalArgumentException().isThrownBy(code);
    }
}
