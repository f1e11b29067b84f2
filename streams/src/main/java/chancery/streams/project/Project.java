package chancery.streams.project;

import chancery.streams.container.Container;
import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.space.Space;
import chancery.streams.stream.Stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that a project has declared, at one moment. Immutable.
public record Project(
        ProjectName name,
        SortedMap<SpaceId, Space> spaces,
        SortedMap<ContainerId, Container> containers,
        SortedMap<StreamId, Stream> streams)
        implements Schema {
    public Project {
        spaces = Collections.unmodifiableSortedMap(new TreeMap<>(spaces));
        containers = Collections.unmodifiableSortedMap(new TreeMap<>(containers));
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    /// A project that has declared nothing.
    public static Project empty(ProjectName name) {
        return new Project(name, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    @Override
    public boolean hasSpace(SpaceId space) {
        return spaces.containsKey(space);
    }

    @Override
    public Optional<Definition> find(ContainerId container) {
        return Optional.ofNullable(containers.get(container)).map(Container::definition);
    }

    /// The stream of this name, unless it was deleted.
    public Optional<Stream> find(StreamId stream) {
        return Optional.ofNullable(streams.get(stream)).filter(Stream::active);
    }

    /// The stream of this name.
    ///
    /// @throws Fault of kind `NOT_FOUND` when there is none
    public Stream get(StreamId stream) {
        return find(stream)
                .orElseThrow(
                        () ->
                                Fault.of(Fault.Kind.NOT_FOUND, "Stream not found: " + stream)
                                        .missing(
                                                java.util.List.of(
                                                        Map.of("externalId", stream.value()))));
    }

    /// How many properties all containers have together.
    public int properties() {
        return containers.values().stream().mapToInt(c -> c.definition().properties().size()).sum();
    }
}
