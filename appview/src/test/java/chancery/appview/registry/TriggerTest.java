package chancery.appview.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What scripts hang on.
final class TriggerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "record.index:com.example.note",
                "record.create:com.example.note",
                "xrpc.query:com.example.list",
                "xrpc.procedure:com.example.make",
                "labeler.apply:_actor",
                "labeler.apply:com.example.note",
                "job.run:a",
                "job.run:0.nightly_sync-2"
            })
    void readsWhatItWrites(String text) {
        assertThat(Trigger.parse(text).wire()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "record.index",
                "record.index:",
                "record.index:note",
                "record.index:_actor",
                "record.paint:com.example.note",
                "job.run:",
                "job.run:Nightly",
                "job.run:-a",
                "job.run:a b"
            })
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Trigger.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void boundsTypesOfJobs() {
        assertThat(Trigger.jobType("a".repeat(Trigger.JOB_TYPE_MAX))).isTrue();
        assertThat(Trigger.jobType("a".repeat(Trigger.JOB_TYPE_MAX + 1))).isFalse();
    }
}
