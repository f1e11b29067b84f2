package chancery.streams.upkeep;

import chancery.store.KeyValue;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.project.Projects;
import chancery.streams.project.StreamChanges;
import chancery.streams.stream.Stream;
import chancery.streams.truth.LogReader;
import chancery.streams.truth.StreamUpkeep;

import java.time.Duration;
import java.time.InstantSource;

/// Goes over the streams of a project and does what their time asks for.
public final class Upkeep {
    private final KeyValue store;
    private final Projects projects;
    private final StreamsLimits.Reads limits;
    private final InstantSource clock;
    private final LogReader reader;

    /// @param reader of the logs of streams
    public Upkeep(
            KeyValue store,
            Projects projects,
            StreamsLimits.Reads limits,
            InstantSource clock,
            LogReader reader) {
        this.store = store;
        this.projects = projects;
        this.limits = limits;
        this.clock = clock;
        this.reader = reader;
    }

    /// One run. What it does not finish, the next one does.
    public void run(ProjectName project) {
        long now = clock.millis();
        for (Stream stream : projects.get(project).streams().values()) {
            StreamUpkeep upkeep = new StreamUpkeep(store, project, stream);
            if (stream.gone(now)) {
                // The records first: as long as the name is taken, the next run finds them.
                upkeep.drop();
                projects.change(project, p -> StreamChanges.without(p, stream.id()));
            } else if (stream.active()) {
                keep(stream, upkeep, now);
            }
        }
    }

    private void keep(Stream stream, StreamUpkeep upkeep, long now) {
        upkeep.forgetDeletions(now - limits.tombstones().toMillis());
        stream.settings()
                .retentionDays()
                .ifPresent(days -> upkeep.endRecords(now - Duration.ofDays(days).toMillis()));
        upkeep.sumUp(reader);
    }
}
