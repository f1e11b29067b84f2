package chancery.streams.project;

import chancery.streams.container.Container;
import chancery.streams.container.Definition;
import chancery.streams.container.Evolution;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.space.Space;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides what a project becomes when spaces and containers are said or taken back. Pure.
public final class Models {
    private Models() {}

    /// The project with these spaces; what is said again unchanged stays as it is.
    public static Project withSpaces(
            Project project, List<Space> said, StreamsLimits.Models limits) {
        SortedMap<SpaceId, Space> spaces = new TreeMap<>(project.spaces());
        for (Space space : said) {
            Space known = spaces.get(space.id());
            spaces.put(space.id(), known == null ? space : known.after(space));
        }
        if (spaces.size() > limits.spaces()) {
            throw Fault.invalid("A project may have " + limits.spaces() + " spaces");
        }
        return new Project(project.name(), spaces, project.containers(), project.streams());
    }

    /// The project without these spaces, of which none may have a container.
    public static Project withoutSpaces(Project project, Set<SpaceId> gone) {
        for (ContainerId container : project.containers().keySet()) {
            if (gone.contains(container.space())) {
                throw Fault.invalid(
                        "Space "
                                + container.space()
                                + " still has containers, such as "
                                + container);
            }
        }
        SortedMap<SpaceId, Space> spaces = new TreeMap<>(project.spaces());
        spaces.keySet().removeAll(gone);
        return new Project(project.name(), spaces, project.containers(), project.streams());
    }

    /// The project with these containers, as far as what was stored by the old ones still fits.
    public static Project withContainers(
            Project project, List<Definition> said, long now, StreamsLimits.Models limits) {
        requireSpaces(project, said);
        SortedMap<ContainerId, Container> containers = new TreeMap<>(project.containers());
        for (Definition definition : said) {
            Optional<Container> known = Optional.ofNullable(containers.get(definition.id()));
            containers.put(
                    definition.id(),
                    known.map(container -> after(container, definition, now))
                            .orElseGet(() -> new Container(definition, now, now)));
        }
        Project changed =
                new Project(project.name(), project.spaces(), containers, project.streams());
        if (containers.size() > limits.containers()) {
            throw Fault.invalid("A project may have " + limits.containers() + " containers");
        }
        if (changed.properties() > limits.properties()) {
            throw Fault.invalid(
                    "The containers of a project may have " + limits.properties() + " properties");
        }
        return changed;
    }

    private static Container after(Container known, Definition said, long now) {
        if (known.definition().equals(said)) {
            return known;
        }
        Evolution.check(known.definition(), said);
        return new Container(said, known.createdTime(), now);
    }

    private static void requireSpaces(Project project, List<Definition> said) {
        List<Map<String, String>> missing =
                said.stream()
                        .map(definition -> definition.id().space())
                        .filter(space -> !project.hasSpace(space))
                        .distinct()
                        .map(space -> Map.of("space", space.value()))
                        .toList();
        if (!missing.isEmpty()) {
            throw Fault.invalid("One or more spaces do not exist: " + missing).missing(missing);
        }
    }

    /// The project without these containers.
    public static Project withoutContainers(Project project, Set<ContainerId> gone) {
        SortedMap<ContainerId, Container> containers = new TreeMap<>(project.containers());
        containers.keySet().removeAll(gone);
        return new Project(project.name(), project.spaces(), containers, project.streams());
    }
}
