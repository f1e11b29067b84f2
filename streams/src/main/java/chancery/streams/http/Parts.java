package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Tokens;
import chancery.streams.answer.Engine;
import chancery.streams.http.traffic.Budgets;
import chancery.streams.http.traffic.Counters;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.project.Projects;
import chancery.streams.sign.Signer;
import chancery.streams.stream.Template;
import chancery.streams.sync.SyncReader;
import chancery.streams.write.RecordWriter;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the paths of the records API work with.
public record Parts(
        Fixed fixed,
        Projects projects,
        KeyValue store,
        Tokens tokens,
        Signer signer,
        RecordWriter writer,
        Engine engine,
        Feeds feeds,
        StreamsLimits limits,
        InstantSource clock) {
    /// What is the same as long as the server runs.
    public record Fixed(Set<ProjectName> projects, List<Template> templates) {}

    /// Ways to read what changes: page by page, or as it happens.
    public record Feeds(SyncReader pages, Followers followers) {}

    /// The door over all routes.
    public Door door() {
        Counters counters = Counters.of(limits.traffic(), clock);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SpaceRoutes(projects, store, limits.models(), clock, signer).routes());
        routes.addAll(new StatisticsRoutes(projects, limits.models()).routes());
        routes.addAll(new ContainerRoutes(projects, limits.models(), clock, signer).routes());
        routes.addAll(
                new StreamRoutes(projects, store, fixed.templates(), limits.models(), clock)
                        .routes());
        routes.addAll(writing(counters.budgets()).routes());
        Questions questions = new Questions(projects, store, limits.reads(), clock);
        routes.addAll(new ReadRoutes(questions, engine, feeds.pages(), limits.reads()).routes());
        routes.addAll(new ExtraRoutes(questions, engine, signer, limits.reads()).routes());
        routes.addAll(new FollowRoutes(questions, projects, feeds.followers()).routes());
        Gate gate = new Gate(projects, store, counters);
        return new Door(tokens, fixed.projects(), routes, limits.writes(), gate);
    }

    private WriteRoutes writing(Budgets budgets) {
        return new WriteRoutes(projects, store, writer, limits.writes(), budgets);
    }
}
