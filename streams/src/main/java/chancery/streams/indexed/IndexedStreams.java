package chancery.streams.indexed;

import chancery.streams.container.Container;
import chancery.streams.fault.Fault;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.project.Project;
import chancery.streams.space.Space;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Use;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The types of records that are indexed, as streams of the projects that show them. What a project
/// has declared stands beside them and is never changed by them.
public final class IndexedStreams {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedStreams.class);

    private final IndexedRecords records;
    private final Set<ProjectName> projects;
    private final Set<String> noticed = ConcurrentHashMap.newKeySet();
    private volatile Known known = new Known(List.of(), new TreeMap<>());

    /// @param projects that show them
    public IndexedStreams(IndexedRecords records, Set<ProjectName> projects) {
        this.records = records;
        this.projects = Set.copyOf(projects);
    }

    /// The streams of these types.
    private record Known(List<RecordType> types, SortedMap<String, IndexedStream> streams) {}

    /// The stream of this name, where the project shows it.
    ///
    /// @throws Fault of kind `NOT_FOUND` when there is none
    public IndexedStream get(ProjectName project, String name) {
        return Optional.ofNullable(streams(project).get(name))
                .orElseThrow(
                        () ->
                                Fault.of(Fault.Kind.NOT_FOUND, "Stream not found: " + name)
                                        .missing(List.of(Map.of("externalId", name))));
    }

    /// Whether the project shows a stream of this name.
    public boolean has(ProjectName project, StreamId stream) {
        return streams(project).containsKey(stream.value());
    }

    /// What a stream holds. It takes no room of its own.
    public Use use(ProjectName project, StreamId stream) {
        return new Use(records.count(get(project, stream.value()).type()), 0);
    }

    /// A project with what it shows beside what it has declared. Of types whose names end alike the
    /// first gives the container; each stream has its own.
    public Project shown(Project project) {
        SortedMap<String, IndexedStream> shown = streams(project.name());
        if (shown.isEmpty()) {
            return project;
        }
        SortedMap<SpaceId, Space> spaces = new TreeMap<>(project.spaces());
        SortedMap<ContainerId, Container> containers = new TreeMap<>(project.containers());
        SortedMap<StreamId, Stream> streams = new TreeMap<>(project.streams());
        containers.keySet().removeIf(id -> id.space().equals(IndexedStream.SPACE));
        long first = Long.MAX_VALUE;
        for (IndexedStream stream : shown.values()) {
            containers.putIfAbsent(stream.container().definition().id(), stream.container());
            streams.put(stream.id(), stream.stream());
            first = Math.min(first, stream.stream().createdTime());
        }
        spaces.put(IndexedStream.SPACE, space(first));
        return new Project(project.name(), spaces, containers, streams);
    }

    private static Space space(long createdTime) {
        return new Space(
                IndexedStream.SPACE,
                Optional.of("AT Protocol"),
                Optional.of("Records that the AppView of this server indexes"),
                createdTime,
                createdTime);
    }

    /// Refuses to change what stands in the space of these streams.
    public static void requireOwn(SpaceId space) {
        if (space.equals(IndexedStream.SPACE)) {
            throw Fault.invalid(
                    "The space " + space + " is read-only: it shows records of the AT Protocol");
        }
    }

    private SortedMap<String, IndexedStream> streams(ProjectName project) {
        return projects.contains(project) ? streams() : Collections.emptySortedMap();
    }

    private SortedMap<String, IndexedStream> streams() {
        List<RecordType> types = records.types();
        Known before = known;
        if (before.types().equals(types)) {
            return before.streams();
        }
        SortedMap<String, IndexedStream> streams = new TreeMap<>();
        for (RecordType type : types) {
            Optional<IndexedStream> stream = IndexedStream.of(type);
            if (stream.isEmpty()) {
                notice(type, "its name would be longer than that of a stream may be");
            } else if (streams.putIfAbsent(stream.get().id().value(), stream.get()) != null) {
                notice(type, "another type has the same name as a stream");
            }
        }
        known = new Known(types, streams);
        return streams;
    }

    private void notice(RecordType type, String why) {
        if (noticed.add(type.nsid())) {
            LOG.warn("records of the type {} are no stream: {}", type.nsid(), why);
        }
    }
}
