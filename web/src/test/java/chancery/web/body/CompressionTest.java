package chancery.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which answers are compressed.
final class CompressionTest {
    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "text/plain; charset=utf-8, true",
        "text/event-stream, false",
        "image/png, false"
    })
    void compressesWhatGetsSmallerAndNobodyWaitsFor(String type, boolean expected) {
        assertThat(Compression.worthwhile(type)).isEqualTo(expected);
    }
}
