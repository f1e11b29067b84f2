package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("records.md 7.5: mistakes of ours")
final class MistakesApiTest {
    @Test
    @DisplayName("7.5: a mistake of ours answers 500 in the envelope, and tells nothing")
    void masksMistakes() {
        try (Api api = new Api()) {
            api.post("models/spaces", "{'items':[{'space':'plant'}]}").is(200);
            Key revision = new Partition("streams/test").key(Space.META, "revision");
            api.store().commit(new Batch().put(revision, new byte[3]));

            Api.Answer answer =
                    api.post("models/spaces", "{'items':[{'space':'other'}]}").fails(500);

            assertThat(answer.text())
                    .isEqualTo(
                            "{\"error\":{\"code\":500,\"message\":"
                                    + "\"The server made a mistake; its log tells more\"}}");
        }
    }
}
