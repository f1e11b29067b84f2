package chancery.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;

/// Searches for a script that breaks out of its state when `JAZZER_FUZZ=1`, and replays its seeds
/// otherwise. Slow because the fuzzer instruments every class; [VmPropertiesTest] is its quick
/// sister.
@Tag("slow")
class VmFuzzTest {
    @FuzzTest
    void scriptStaysInItsState(byte[] source) {
        assertThat(Contained.run(source)).isTrue();
    }
}
