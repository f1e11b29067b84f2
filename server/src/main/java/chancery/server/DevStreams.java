package chancery.server;

import chancery.streams.Streams;
import chancery.streams.StreamsConfig;
import chancery.streams.StreamsPorts;
import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.access.StaticToken;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.stream.Template;

import java.util.List;
import java.util.Set;

/// The streams as development has them: one project, one token that may do everything in it, and a
/// first stream.
final class DevStreams {
    private static final ProjectName PROJECT = new ProjectName("dev");
    private static final String TOKEN = "dev";

    private DevStreams() {}

    static Streams of(StreamsPorts ports) {
        Set<ProjectName> projects = Set.of(PROJECT);
        var developer = new Caller("dev", Capability.all(projects));
        return new Streams(
                new StreamsConfig(
                        projects,
                        Template.STANDARD,
                        List.of(new StaticToken(TOKEN, developer)),
                        List.of()),
                StreamsLimits.STANDARD,
                ports);
    }

    /// Makes the first stream and what belongs to it, unless it is there.
    static void declare(Streams streams) {
        streams.declareDevelopment(PROJECT);
    }
}
