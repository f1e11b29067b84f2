package chancery.appview.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Field;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class FieldPathTest {
    private static void refused(String text) {
        assertThatThrownBy(() -> FieldPath.of(text, "sort"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(
                        "invalid sort field: only alphanumeric characters and underscores are"
                                + " allowed");
    }

    @Test
    void readsNamesAndPlaces() {
        assertThat(FieldPath.of("a_1.B[0][12].c", "sort"))
                .isEqualTo(
                        new Field.Path(
                                "record",
                                List.of(
                                        new Field.Step.Name("a_1"),
                                        new Field.Step.Name("B"),
                                        new Field.Step.Index(0),
                                        new Field.Step.Index(12),
                                        new Field.Step.Name("c"))));
    }

    @Test
    void knowsTheColumnsOfTheIndex() {
        assertThat(FieldPath.of("did", "sort")).isEqualTo(Field.of("did"));
        assertThat(FieldPath.of("created_at", "sort"))
                .isEqualTo(Field.path("record", "created_at"));
        assertThat(FieldPath.inRecord("did", "search")).isEqualTo(Field.path("record", "did"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[1", "a]b", "a b",
                "a'b", "a\"b", "$.a", "ä", "[0]"
            })
    void refusesEverythingElse(String text) {
        refused(text);
    }

    @Test
    void takesUpTo256Characters() {
        assertThat(FieldPath.of("a".repeat(255), "sort")).isInstanceOf(Field.Path.class);
        assertThat(FieldPath.of("a".repeat(256), "sort")).isInstanceOf(Field.Path.class);
        refused("a".repeat(257));
    }

    @Test
    void takesUpTo16Steps() {
        assertThat(FieldPath.of("a" + ".b".repeat(14), "sort")).isInstanceOf(Field.Path.class);
        assertThat(FieldPath.of("a" + "[1]".repeat(15), "sort")).isInstanceOf(Field.Path.class);
        refused("a" + ".b".repeat(16));
    }

    @Test
    void takesPlacesOfUpToSixDigits() {
        assertThat(FieldPath.of("a[99999]", "sort")).isInstanceOf(Field.Path.class);
        assertThat(FieldPath.of("a[999999]", "sort")).isInstanceOf(Field.Path.class);
        refused("a[1000000]");
    }
}
