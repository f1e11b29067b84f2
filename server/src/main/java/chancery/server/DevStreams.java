package chancery.server;

import chancery.streams.Streams;
import chancery.streams.name.ProjectName;

/// The streams as development has them from the start.
final class DevStreams {
    private static final ProjectName PROJECT = new ProjectName("dev");

    private DevStreams() {}

    /// Makes the first stream and what belongs to it, unless it is there.
    static void declare(Streams streams) {
        streams.declareDevelopment(PROJECT);
    }
}
