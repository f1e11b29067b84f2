package chancery.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class SlotsTest {
    private static final Datum ONE = new Datum.Whole(1);
    private static final Datum TWO = new Datum.Whole(2);

    private final Slots slots = new Slots(definition("b", "c", "a"));

    private static Definition definition(String... names) {
        Property property =
                new Property(
                        PropertyType.of(TypeKind.INT64),
                        true,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Map<String, Property> properties = new LinkedHashMap<>();
        for (String name : names) {
            properties.put(name, property);
        }
        return new Definition(
                new ContainerId(new SpaceId("plant"), "Alarm"),
                Optional.empty(),
                Optional.empty(),
                properties);
    }

    private void put(String name, Datum value) {
        slots.put(slot(name), value);
    }

    private int slot(String name) {
        return slots.find(name).orElseThrow();
    }

    @Test
    void givesValuesInTheOrderOfTheirNames() {
        put("c", ONE);
        put("a", TWO);

        NamedValues some = slots.take();
        assertThat(some.keySet()).containsExactly("a", "c");
        assertThat(some).isEqualTo(Map.of("a", TWO, "c", ONE));
    }

    @Test
    void isEmptyForTheNextRecord() {
        slots.give(slot("a"));
        put("a", ONE);
        put("b", ONE);
        put("c", ONE);
        assertThat(slots.full()).isTrue();
        assertThat(slots.take()).hasSize(3);

        assertThat(slots.full()).isFalse();
        assertThat(slots.left(slot("a"))).isTrue();
        put("b", TWO);
        assertThat(slots.take()).isEqualTo(Map.of("b", TWO));
    }

    @Test
    void knowsWhatWasGivenWithoutAValue() {
        slots.give(slot("b"));

        assertThat(slots.left(slot("b"))).isFalse();
        assertThat(slots.left(slot("c"))).isTrue();
        assertThat(slots.take()).isEmpty();
    }

    @Test
    void findsNoOtherProperty() {
        assertThat(slots.find("d")).isEmpty();
    }
}
