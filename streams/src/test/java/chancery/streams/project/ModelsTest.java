package chancery.streams.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.Written;
import chancery.streams.container.Definition;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.space.Space;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// How much a project may declare.
final class ModelsTest {
    private static final StreamsLimits.Models LIMITS =
            new StreamsLimits.Models(100, 1_000, 3, 2, 3, 2);
    private static final Project EMPTY = Project.empty(new ProjectName("dev"));

    private static List<Space> spaces(int count) {
        List<Space> spaces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spaces.add(Space.of(Written.fields("{'space':'s" + i + "'}"), 1));
        }
        return spaces;
    }

    private static Definition container(String name, int properties) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < properties; i++) {
            types.add("'p" + i + "':{'type':{'type':'int32'}}");
        }
        return Definition.of(
                Written.fields(
                        "{'space':'s0','externalId':'"
                                + name
                                + "','usedFor':'record','properties':{"
                                + String.join(",", types)
                                + "}}"));
    }

    private static Project with(Definition... containers) {
        Project project = Models.withSpaces(EMPTY, spaces(1), LIMITS);
        return Models.withContainers(project, List.of(containers), 1, LIMITS);
    }

    @Test
    void hasAsManySpacesAsAllowed() {
        assertThat(Models.withSpaces(EMPTY, spaces(3), LIMITS).spaces()).hasSize(3);
        assertThatThrownBy(() -> Models.withSpaces(EMPTY, spaces(4), LIMITS))
                .hasMessageContaining("3 spaces");
    }

    @Test
    void hasAsManyContainersAsAllowed() {
        assertThat(with(container("A", 1), container("B", 1)).containers()).hasSize(2);
        assertThatThrownBy(() -> with(container("A", 1), container("B", 1), container("C", 1)))
                .hasMessageContaining("2 containers");
    }

    @Test
    void hasAsManyPropertiesAsAllowed() {
        assertThat(with(container("A", 1), container("B", 2)).properties()).isEqualTo(3);
        assertThatThrownBy(() -> with(container("A", 2), container("B", 2)))
                .hasMessageContaining("3 properties");
    }
}
