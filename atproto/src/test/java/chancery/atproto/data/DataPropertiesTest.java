package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

import java.util.Arrays;

@Domain(Values.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class DataPropertiesTest {
    @Property(tries = 500)
    void valuesSurviveCbor(@ForAll Value value) {
        byte[] bytes = DagCbor.encode(value);

        assertThat(DagCbor.decode(bytes)).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(DagCbor.encode(DagCbor.decode(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 500)
    void valuesSurviveJson(@ForAll Value value) {
        assertThat(DagJson.parse(DagJson.write(value))).isEqualTo(value);
    }

    @Property(tries = 500)
    void k3WhatIsAcceptedEncodesToTheSameBytes(@ForAll Value value, @ForAll byte[] noise) {
        byte[] bytes = DagCbor.encode(value);
        for (int i = 0; i < noise.length; i++) {
            byte[] changed = bytes.clone();
            changed[Math.floorMod(noise[i] * 31 + i, bytes.length)] ^= noise[i];

            assertThat(Outcomes.refusedOrSame(changed)).isTrue();
        }
    }

    @Property(tries = 500)
    void keysStandInTheOrderOfTheirBytes(@ForAll Value.Map map) {
        for (int i = 1; i < map.size(); i++) {
            byte[] before = map.key(i - 1).getBytes(UTF_8);
            byte[] after = map.key(i).getBytes(UTF_8);

            assertThat(before.length).isLessThanOrEqualTo(after.length);
            assertThat(before.length < after.length || Arrays.compareUnsigned(before, after) < 0)
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void anyBytesGiveAValueOrASyntaxError(@ForAll byte[] bytes) {
        assertThat(Outcomes.refusedOrSame(bytes)).isTrue();
        assertThat(Outcomes.jsonRefusedOrStable(bytes)).isTrue();
    }

    @Property(tries = 500)
    void anyTextGivesAValueOrASyntaxError(@ForAll String text) {
        byte[] json = ("{\"a\":[" + text + "],\"b\":\"" + text + "\"}").getBytes(UTF_8);

        assertThat(Outcomes.jsonRefusedOrStable(json)).isTrue();
    }
}
