package chancery.appview.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.truth.Place;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.store.Batch;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What is kept of script variables.
final class VariablesTest {
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12.123456Z");

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Variables variables = open((byte) 0);

    private Variables open(byte key) {
        byte[] secret = new byte[MasterKey.BYTES];
        secret[0] = key;
        Sealer sealer = new Sealer(MasterKey.of(secret), List.of(), new Random(1));
        return new Variables(store, sealer, () -> NOW);
    }

    private byte[] kept(String key) {
        Place place = Place.registry(store);
        return store.get(place.partition().key(place.space(), "variable/" + key)).orElseThrow();
    }

    @Test
    void isThereAgainAfterAStart() {
        variables.set("TOKEN", "s3cret");

        assertThat(open((byte) 0).env()).containsEntry("TOKEN", "s3cret");
    }

    @Test
    void keepsValuesSealed() {
        variables.set("TOKEN", "s3cret");

        assertThat(new String(kept("TOKEN"), StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        assertThatThrownBy(() -> open((byte) 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenAValueUnderAnotherName() {
        variables.set("TOKEN", "s3cret");
        Place place = Place.registry(store);
        store.commit(
                new Batch()
                        .put(
                                place.partition().key(place.space(), "variable/OTHER"),
                                kept("TOKEN")));

        assertThatThrownBy(() -> open((byte) 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void handsOutTheValuesOfOneMoment() {
        variables.set("A", "1");
        Map<String, String> before = variables.env();

        variables.set("B", "2");
        variables.unset("A");

        assertThat(before).containsOnlyKeys("A");
        assertThat(variables.env()).containsOnlyKeys("B");
    }

    @Test
    void keepsTheLayoutOfItsRows() {
        variables.set("TOKEN", "s3cret");

        Value.Map row = (Value.Map) DagCbor.decode(kept("TOKEN"));

        assertThat(row.find("sealed").orElseThrow()).isInstanceOf(Value.Bytes.class);
        assertThat(row.without("sealed"))
                .isEqualTo(
                        Value.Map.builder()
                                .put("created", 1_779_185_472_123_456L)
                                .put("updated", 1_779_185_472_123_456L)
                                .build());
    }
}
