package chancery.streams.project;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.StreamId;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides what a project becomes when a stream is made or deleted. Pure.
public final class StreamChanges {
    private StreamChanges() {}

    /// The project with one stream more.
    public static Project with(Project project, StreamId id, Template template, long now) {
        if (project.streams().containsKey(id)) {
            throw Fault.of(Fault.Kind.CONFLICT, "Stream already exists: " + id)
                    .duplicated(List.of(Map.of("externalId", id.value())));
        }
        long used =
                project.streams().values().stream()
                        .filter(s -> s.active() && s.template().equals(template.name()))
                        .count();
        if (used >= template.streamsMax()) {
            throw Fault.invalid(
                    "Stream quota exceeded: a project may have "
                            + template.streamsMax()
                            + " streams of the template "
                            + template.name());
        }
        SortedMap<StreamId, Stream> streams = new TreeMap<>(project.streams());
        streams.put(
                id, new Stream(id, template.name(), template.settings(), now, Optional.empty()));
        return with(project, streams);
    }

    /// The project with this stream deleted; one that is not there stays so.
    public static Project deleted(
            Project project, StreamId id, long now, StreamsLimits.Models limits) {
        if (project.find(id).isEmpty()) {
            return project;
        }
        long gone = project.streams().values().stream().filter(s -> !s.active()).count();
        if (gone >= limits.deletedStreams()) {
            throw Fault.invalid(
                    "Stream quota exceeded: a project may have "
                            + limits.deletedStreams()
                            + " deleted streams whose time is not over");
        }
        SortedMap<StreamId, Stream> streams = new TreeMap<>(project.streams());
        streams.computeIfPresent(id, (_, stream) -> stream.deleted(now));
        return with(project, streams);
    }

    /// The project after a stream is gone for good, so that its name is free again.
    public static Project without(Project project, StreamId id) {
        SortedMap<StreamId, Stream> streams = new TreeMap<>(project.streams());
        streams.remove(id);
        return with(project, streams);
    }

    private static Project with(Project project, SortedMap<StreamId, Stream> streams) {
        return new Project(project.name(), project.spaces(), project.containers(), streams);
    }
}
