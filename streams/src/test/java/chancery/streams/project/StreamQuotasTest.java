package chancery.streams.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Template;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// How many streams a project may have, of each template and deleted ones.
final class StreamQuotasTest {
    private static final Template TWO =
            new Template("Two", Template.usual("Two", StreamType.MUTABLE).settings(), 2);
    private static final Template OTHER =
            new Template("Other", Template.usual("Other", StreamType.IMMUTABLE).settings(), 3);
    private static final StreamsLimits.Models LIMITS =
            new StreamsLimits.Models(100, 1_000, 3, 2, 3, 2);

    private static Project with(Template template, int count) {
        Project project = Project.empty(new ProjectName("dev"));
        for (int i = 0; i < count; i++) {
            project = StreamChanges.with(project, id(i), template, 1);
        }
        return project;
    }

    private static StreamId id(int number) {
        return new StreamId("s" + number);
    }

    @Test
    void hasAsManyStreamsOfTemplateAsAllowed() {
        Project full = with(TWO, 2);

        assertThatThrownBy(() -> StreamChanges.with(full, id(9), TWO, 1))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.kind()).isEqualTo(Fault.Kind.INVALID))
                .hasMessageContaining("Stream quota exceeded")
                .hasMessageContaining("2 streams of the template Two");
        assertThat(StreamChanges.with(full, id(9), OTHER, 1).streams()).hasSize(3);
    }

    @Test
    void tellsTakenNameBeforeQuota() {
        assertThatThrownBy(() -> StreamChanges.with(with(TWO, 2), id(0), TWO, 1))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.kind()).isEqualTo(Fault.Kind.CONFLICT));
    }

    @Test
    void countsNoDeletedStreams() {
        Project deleted = StreamChanges.deleted(with(TWO, 2), id(0), 2, LIMITS);

        assertThat(StreamChanges.with(deleted, id(9), TWO, 3).find(id(9))).isPresent();
    }

    @Test
    void keepsAsManyDeletedStreamsAsAllowed() {
        Project one = StreamChanges.deleted(with(OTHER, 3), id(0), 2, LIMITS);
        Project two = StreamChanges.deleted(one, id(1), 2, LIMITS);

        assertThat(two.find(id(1))).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> StreamChanges.deleted(two, id(2), 2, LIMITS))
                .hasMessageContaining("Stream quota exceeded")
                .hasMessageContaining("2 deleted streams");
        assertThat(StreamChanges.deleted(two, id(1), 2, LIMITS)).isEqualTo(two);
    }
}
