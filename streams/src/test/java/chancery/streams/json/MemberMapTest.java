package chancery.streams.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

final class MemberMapTest {
    private static final int COLLIDING_BITS = 18;

    @Property(tries = 200)
    void isTheMapThatItWasMadeOf(
            @ForAll @Size(max = 150) Map<@StringLength(max = 3) String, Long> numbers) {
        Map<String, Json> model = new LinkedHashMap<>();
        numbers.forEach((name, number) -> model.put(name, new Json.Int(number)));

        MemberMap map = MemberMap.of(model);

        assertThat(map).isEqualTo(model).hasSameHashCodeAs(model).hasSameSizeAs(model);
        assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
        assertThat(model.keySet()).allMatch(map::containsKey);
        assertThat(map.get("no such name")).isNull();
        assertThat(map.repeated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 64, 65, 200})
    void saysWhichNameIsThereTwice(int size) {
        MemberMap.Builder members = new MemberMap.Builder();
        for (int i = 0; i < size; i++) {
            members.add(i == size - 1 ? "n0" : "n" + i, Json.Null.NULL);
        }

        assertThat(members.build().repeated()).contains("n0");
    }

    /// Names of one hash: a table that probes place after place would compare each with each.
    @Test
    @Timeout(60)
    void standsNamesThatCollide() {
        MemberMap.Builder members = new MemberMap.Builder();
        for (int i = 0; i < 1 << COLLIDING_BITS; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < COLLIDING_BITS; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.add(name.toString(), Json.Null.NULL);
        }

        assertThat(members.build().repeated()).isEmpty();
    }
}
