package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;

/// Searches for bytes that break a decoder when `JAZZER_FUZZ=1`, and replays its seeds otherwise.
/// Slow because the fuzzer instruments every class; [DataPropertiesTest] is its quick sister.
@Tag("slow")
class DecoderFuzzTest {
    @FuzzTest
    void cborIsRefusedOrCanonical(byte[] bytes) {
        assertThat(Outcomes.refusedOrSame(bytes)).isTrue();
    }

    @FuzzTest
    void jsonIsRefusedOrStable(byte[] bytes) {
        assertThat(Outcomes.jsonRefusedOrStable(bytes)).isTrue();
    }
}
