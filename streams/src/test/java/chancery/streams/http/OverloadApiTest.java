package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B9 R7: more bytes at a time than there is room for")
final class OverloadApiTest {
    private static StreamsLimits room(long bytes) {
        StreamsLimits usual = StreamsLimits.STANDARD;
        StreamsLimits.Writes writes = usual.writes();
        return new StreamsLimits(
                new StreamsLimits.Writes(
                        writes.bodyBytes(),
                        bytes,
                        writes.items(),
                        writes.sources(),
                        writes.attempts(),
                        writes.properties()),
                usual.reads(),
                usual.models(),
                usual.tokens());
    }

    @Test
    @DisplayName("what does not fit answers 429 with Retry-After, and takes no room afterwards")
    void refusesWhatDoesNotFit() {
        String fits = "{'items':[{'space':'plant','description':'" + "x".repeat(453) + "'}]}";
        String large = "{'items':[{'space':'plant','description':'" + "x".repeat(454) + "'}]}";
        assertThat(fits).hasSize(499);

        try (Api api = new Api(room(499))) {
            for (int i = 0; i < 3; i++) {
                api.post("models/spaces", fits).is(200);
                Api.Answer refused = api.post("models/spaces", large).fails(429);
                assertThat(refused.raw().headers().firstValue("retry-after")).contains("1");
            }
        }
    }
}
