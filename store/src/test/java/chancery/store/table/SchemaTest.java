package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.table.RawView.Output;
import chancery.store.table.Table.Column;
import chancery.store.table.value.Kind;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What can be declared as a schema.
final class SchemaTest {
    private static final Table TABLE = table("things");

    @Test
    void takesNamesOfLettersDigitsAndUnderscoresAlone() {
        assertThat(table("a1_b").name()).isEqualTo("a1_b");
        assertThat(table("x".repeat(40)).name()).hasSize(40);
        refuses(() -> table("x".repeat(41)));
        refuses(() -> table(""));
        refuses(() -> table("1a"));
        refuses(() -> table("_a"));
        refuses(() -> table("A"));
        refuses(() -> table("é"));
        refuses(() -> table("a$b"));
        refuses(() -> Table.of("t", List.of("a\""), Column.of("a\"", Kind.TEXT)));
    }

    @Test
    void takesKeysOfColumnsThatAreThereAndNeverAbsent() {
        refuses(() -> Table.of("t", List.of(), Column.of("a", Kind.TEXT)));
        refuses(() -> Table.of("t", List.of("b"), Column.of("a", Kind.TEXT)));
        refuses(() -> Table.of("t", List.of("a", "a"), Column.of("a", Kind.TEXT)));
        refuses(() -> Table.of("t", List.of("a"), Column.optional("a", Kind.TEXT)));
        refuses(() -> Table.of("t", List.of("a"), Column.of("a", Kind.JSON)));
    }

    @Test
    void takesEachNameOnce() {
        refuses(
                () ->
                        Table.of(
                                "t",
                                List.of("a"),
                                Column.of("a", Kind.TEXT),
                                Column.of("a", Kind.TEXT)));
        refuses(() -> new Schema("s", 1, List.of(TABLE, TABLE), List.of()));
    }

    @Test
    void takesIndexesSearchesAndViewsOfWhatIsThere() {
        refuses(() -> TABLE.index(Sort.ascending("nowhere")));
        refuses(() -> TABLE.searched("id"));
        refuses(() -> schema(new RawView("v", "nowhere", List.of(), Filter.all())));
        refuses(
                () ->
                        schema(
                                new RawView(
                                        "v",
                                        "things",
                                        List.of(new Output("a", "b")),
                                        Filter.all())));
    }

    @Test
    void hasAnotherFingerprintForAnotherDefinition() {
        String plain = new Schema("s", 1, List.of(TABLE), List.of()).fingerprint();

        assertThat(new Schema("s", 2, List.of(TABLE), List.of()).fingerprint()).isNotEqualTo(plain);
        assertThat(
                        new Schema("s", 1, List.of(TABLE.index(Sort.ascending("id"))), List.of())
                                .fingerprint())
                .isNotEqualTo(plain);
        assertThat(new Schema("s", 1, List.of(table("things")), List.of()).fingerprint())
                .isEqualTo(plain);
    }

    private static Table table(String name) {
        return Table.of(name, List.of("id"), Column.of("id", Kind.TEXT));
    }

    private static Schema schema(RawView view) {
        return new Schema("s", 1, List.of(TABLE), List.of(view));
    }

    private static void refuses(ThrowingCallable declaration) {
        assertThatThrownBy(declaration).isInstanceOf(IllegalArgumentException.class);
    }
}
