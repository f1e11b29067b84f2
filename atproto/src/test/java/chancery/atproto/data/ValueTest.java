package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ValueTest {
    @Test
    void mapsEqualWhateverTheOrderOfTheirEntries() {
        Value.Map one = Value.Map.builder().put("b", 1).put("a", "x").build();
        Value.Map other = Value.Map.builder().put("a", "x").put("b", 1).build();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(one).isNotEqualTo(Value.Map.of("b", new Value.Int(1)));
    }

    @Test
    void buildersKeepTheLaterValueOfAKey() {
        Value.Map map =
                Value.Map.builder().put("b", 1).put("a", 2).put("b", 3).put("b", true).build();

        assertThat(map)
                .isEqualTo(Value.Map.builder().put("a", 2).put("b", true).build())
                .extracting(Value.Map::size)
                .isEqualTo(2);
    }

    @Test
    void buildersGoOnAfterAMap() {
        Value.Map.Builder builder = Value.Map.builder().put("b", 1).put("b", 2).put("a", 3);

        Value.Map first = builder.build();
        Value.Map second = builder.put("a", 4).put("c", 5).build();

        assertThat(first).isEqualTo(Value.Map.builder().put("a", 3).put("b", 2).build());
        assertThat(second)
                .isEqualTo(Value.Map.builder().put("a", 4).put("b", 2).put("c", 5).build());
    }

    @Test
    void mapsChangeByCopy() {
        Value.Map map = Value.Map.builder().put("a", 1).put("b", 2).build();

        assertThat(map.with("a", new Value.Int(3)).integer("a")).contains(3L);
        assertThat(map.without("a")).isEqualTo(Value.Map.of("b", new Value.Int(2)));
        assertThat(map.without("z")).isSameAs(map);
        assertThat(map.integer("a")).contains(1L);
    }

    @Test
    void answersNothingForAbsentKeysAndOtherKinds() {
        Value.Map map = Value.Map.builder().put("n", 1).put("t", "x").build();

        assertThat(map.text("n")).isEmpty();
        assertThat(map.text("z")).isEmpty();
        assertThat(map.integer("t")).isEmpty();
        assertThat(map.map("t")).isEmpty();
        assertThat(map.items("t")).isEmpty();
        assertThat(map.find("t")).contains(new Value.Text("x"));
    }

    @Test
    void arraysAndBytesAreCopiedOnTheWayIn() {
        List<Value> items = new ArrayList<>(List.of(Value.Null.NULL));
        byte[] bytes = {1, 2};

        Value.Array array = new Value.Array(items);
        Value.Bytes copy = Value.Bytes.of(bytes);
        items.clear();
        bytes[0] = 9;
        copy.toArray()[1] = 9;

        assertThat(array.items()).hasSize(1);
        assertThat(copy).isEqualTo(Value.Bytes.of(new byte[] {1, 2})).hasToString("Bytes[2]");
    }
}
