package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Tokens;
import chancery.streams.answer.Engine;
import chancery.streams.http.traffic.Budgets;
import chancery.streams.http.traffic.Counters;
import chancery.streams.indexed.IndexedEngine;
import chancery.streams.indexed.IndexedRecords;
import chancery.streams.indexed.IndexedStreams;
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
        Engines engines,
        Feeds feeds,
        StreamsLimits limits,
        InstantSource clock) {
    /// What is the same as long as the server runs.
    public record Fixed(Set<ProjectName> projects, List<Template> templates) {}

    /// What answers questions about records: of streams, and of the index.
    public record Engines(Engine own, Indexed indexed) {}

    /// Records of the AT Protocol as streams.
    public record Indexed(IndexedRecords records, IndexedStreams streams, IndexedEngine engine) {}

    /// Ways to read what changes: page by page, or as it happens.
    public record Feeds(SyncReader pages, Followers followers) {}

    /// The door over all routes.
    public Door door() {
        Counters counters = Counters.of(limits.traffic(), clock);
        List<Route> routes = new ArrayList<>();
        IndexedStreams indexed = engines.indexed().streams();
        routes.addAll(
                new SpaceRoutes(projects, indexed, store, limits.models(), clock, signer).routes());
        routes.addAll(new StatisticsRoutes(projects, limits.models()).routes());
        routes.addAll(
                new ContainerRoutes(projects, indexed, limits.models(), clock, signer).routes());
        routes.addAll(
                new StreamRoutes(
                                projects, indexed, store, fixed.templates(), limits.models(), clock)
                        .routes());
        routes.addAll(writing(counters.budgets()).routes());
        Questions questions = new Questions(projects, store, limits.reads(), clock);
        routes.addAll(
                new ReadRoutes(questions, engines.own(), feeds.pages(), limits.reads()).routes());
        routes.addAll(new ExtraRoutes(questions, engines.own(), signer, limits.reads()).routes());
        routes.addAll(new FollowRoutes(questions, projects, feeds.followers()).routes());
        routes.addAll(new IndexedRoutes(engines.indexed(), feeds, signer, limits.reads()).routes());
        Gate gate = new Gate(projects, store, counters);
        return new Door(tokens, fixed.projects(), routes, limits.writes(), gate);
    }

    private WriteRoutes writing(Budgets budgets) {
        return new WriteRoutes(projects, store, writer, engines.own(), limits.writes(), budgets);
    }
}
