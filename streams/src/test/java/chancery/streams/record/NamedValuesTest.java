package chancery.streams.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.value.Datum;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

final class NamedValuesTest {
    private static final Datum ONE = new Datum.Whole(1);
    private static final Datum TWO = new Datum.Whole(2);

    @Property(tries = 200)
    void isTheSortedMapOfItsEntries(
            @ForAll Map<@StringLength(max = 2) String, Long> numbers,
            @ForAll @StringLength(max = 2) String other) {
        Map<String, Datum> given = new HashMap<>();
        numbers.forEach((name, number) -> given.put(name, new Datum.Whole(number)));
        Map<String, Datum> sorted = new TreeMap<>(given);

        NamedValues values = NamedValues.of(given);
        Map<String, Datum> walked = new HashMap<>();
        values.forEach(walked::put);

        assertThat(values).isEqualTo(given).hasSameHashCodeAs(given).hasSameSizeAs(given);
        assertThat(given).isEqualTo(values);
        assertThat(values.keySet()).containsExactlyElementsOf(sorted.keySet());
        assertThat(values.values()).containsExactlyElementsOf(sorted.values());
        assertThat(walked).isEqualTo(given);
        assertThat(values.get(other)).isEqualTo(given.get(other));
        assertThat(values.containsKey(other)).isEqualTo(given.containsKey(other));
        assertThat(values.keySet().contains(other)).isEqualTo(given.containsKey(other));
    }

    @Test
    void takesNamesInTheirOrderAlone() {
        Datum[] values = {ONE, TWO};

        assertThat(NamedValues.inOrder(new String[] {"a", "b"}, values))
                .isEqualTo(Map.of("a", ONE, "b", TWO));
        assertThatThrownBy(() -> NamedValues.inOrder(new String[] {"b", "a"}, values))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NamedValues.inOrder(new String[] {"a", "a"}, values))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NamedValues.inOrder(new String[] {"a"}, values))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotChange() {
        NamedValues values = NamedValues.of(Map.of("a", ONE));

        assertThatThrownBy(() -> values.put("b", TWO))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.keySet().remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
