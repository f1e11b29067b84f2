package chancery.server.appview;

import chancery.appview.script.stream.RecordStreams;
import chancery.streams.Streams;
import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.http.Inside;
import chancery.streams.name.ProjectName;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The streams of this server, as scripts use them: as a caller with the capabilities that the
/// operator grants to scripts.
public final class ScriptStreams implements RecordStreams {
    private final Supplier<Optional<Streams>> streams;
    private final Set<ProjectName> projects;
    private final Caller caller;

    /// @param streams asked for when a script calls
    /// @param projects that there are
    /// @param granted to scripts
    public ScriptStreams(
            Supplier<Optional<Streams>> streams,
            Set<ProjectName> projects,
            List<Capability> granted) {
        this.streams = streams;
        this.caller = new Caller("scripts", granted);
        this.projects = projects.stream().filter(caller::knows).collect(Collectors.toSet());
    }

    @Override
    public Answer call(Request request) {
        if (projects.isEmpty()) {
            return new Answer.Refused(
                    "scripts may not use streams: streams.scripts grants nothing");
        }
        if (request.project().isEmpty() && projects.size() > 1) {
            return new Answer.Refused("scripts may use several projects: name one");
        }
        String project = request.project().orElseGet(() -> projects.iterator().next().value());
        Inside.Answer answer =
                streams.get()
                        .orElseThrow()
                        .inside()
                        .post(
                                caller,
                                project,
                                path(request),
                                request.json().getBytes(StandardCharsets.UTF_8));
        return switch (answer) {
            case Inside.Answer.Done(var json) -> new Answer.Done(json);
            case Inside.Answer.Refused(_, var message) -> new Answer.Refused(message);
        };
    }

    /// Where the records API answers the like, with what it has beyond the original.
    private static List<String> path(Request request) {
        return Stream.concat(
                        Stream.of("streams", request.stream(), "records"),
                        switch (request.action()) {
                            case UPSERT -> Stream.of("-", "upsert");
                            case CHECK -> Stream.of("-", "check");
                            case FILTER -> Stream.of("-", "filter");
                            case AGGREGATE -> Stream.of("aggregate");
                        })
                .toList();
    }
}
