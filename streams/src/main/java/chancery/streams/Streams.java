package chancery.streams;

import chancery.streams.access.Tokens;
import chancery.streams.answer.ScanEngine;
import chancery.streams.container.Definition;
import chancery.streams.http.Door;
import chancery.streams.http.Followers;
import chancery.streams.http.Inside;
import chancery.streams.http.Parts;
import chancery.streams.indexed.IndexedEngine;
import chancery.streams.indexed.IndexedStreams;
import chancery.streams.json.Fields;
import chancery.streams.json.JsonText;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.project.Models;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.project.StreamChanges;
import chancery.streams.sign.Signer;
import chancery.streams.sign.SigningKey;
import chancery.streams.space.Space;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.sync.SyncReader;
import chancery.streams.truth.EarlierHeads;
import chancery.streams.truth.StreamTruth;
import chancery.streams.upkeep.Upkeep;
import chancery.streams.view.ViewEngine;
import chancery.streams.view.Views;
import chancery.streams.write.RecordWriter;
import chancery.web.Loops;
import chancery.web.http.Mount;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// The streams of typed records: the front door of this module.
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final StreamsConfig config;
    private final StreamsLimits limits;
    private final StreamsPorts ports;
    private final Projects projects;
    private final Door door;
    private final Upkeep upkeep;
    private final Followers followers;
    private final Views views;

    public Streams(StreamsConfig config, StreamsLimits limits, StreamsPorts ports) {
        this.config = config;
        this.limits = limits;
        this.ports = ports;
        this.projects = new Projects(ports.store());
        this.views = new Views(ports.view(), limits.view(), ports.nanos());
        this.upkeep = new Upkeep(ports.store(), projects, limits.reads(), ports.clock(), views);
        moveHeads();
        Signer signer = SigningKey.signer(ports.store(), ports.sealer(), ports.random());
        this.followers =
                new Followers(
                        new SyncReader(
                                signer,
                                limits.reads().withSyncBytes(limits.follow().bytes()),
                                ports.clock(),
                                ports.nanos()),
                        limits.follow(),
                        ports.nanos());
        Parts parts =
                new Parts(
                        new Parts.Fixed(config.projects(), config.templates()),
                        projects,
                        ports.store(),
                        new Tokens(
                                config.tokens(),
                                config.clients(),
                                signer,
                                limits.tokens().life(),
                                ports.clock()),
                        signer,
                        new RecordWriter(ports.clock(), limits.writes()),
                        new Parts.Engines(
                                new ViewEngine(
                                        views,
                                        new ScanEngine(limits.reads(), ports.nanos()),
                                        limits),
                                indexed()),
                        new Parts.Feeds(
                                new SyncReader(
                                        signer, limits.reads(), ports.clock(), ports.nanos()),
                                followers),
                        limits,
                        ports.clock());
        this.door = parts.door();
    }

    /// Brings what an earlier version stored into its place.
    private void moveHeads() {
        for (ProjectName project : projects.names()) {
            for (Stream stream : projects.get(project).streams().values()) {
                EarlierHeads earlier = new EarlierHeads(ports.store(), project, stream);
                if (earlier.any()) {
                    LOG.info("moving the heads of records of the stream {}", stream.id());
                    LOG.info("moved {} heads of records", earlier.move());
                }
            }
        }
    }

    private Parts.Indexed indexed() {
        return new Parts.Indexed(
                ports.indexed(),
                new IndexedStreams(ports.indexed(), config.indexed()),
                new IndexedEngine(ports.indexed(), limits.reads(), ports.nanos()));
    }

    /// The paths of the records API.
    public List<Mount> mounts() {
        return List.of(door.mount());
    }

    /// The same for callers inside of this process.
    public Inside inside() {
        return new Inside(door);
    }

    /// Begins to fill the view and to keep it beside what is written. Without it, questions read
    /// the records themselves, as far as that goes.
    public void start(Loops loops) {
        views.start(loops);
        loops.once("views of streams", () -> views.keep(this::active));
    }

    /// The streams that can be reached.
    private List<StreamTruth> active() {
        List<StreamTruth> active = new ArrayList<>();
        for (ProjectName project : config.projects()) {
            projects.get(project).streams().values().stream()
                    .filter(Stream::active)
                    .forEach(s -> active.add(new StreamTruth(ports.store(), project, s)));
        }
        return active;
    }

    /// The view of all streams.
    public Views views() {
        return views;
    }

    /// Does what time asks for: forgets deletions, ends records, drops streams that were deleted
    /// long ago. To be called now and then.
    public void sweep() {
        for (ProjectName project : config.projects()) {
            upkeep.run(project);
        }
        views.keep(this::active);
    }

    /// Makes what the development mode has from the start: a space, a container and a stream. What
    /// is there already stays as it is.
    public void declareDevelopment(ProjectName project) {
        long now = ports.clock().millis();
        Fields space = Fields.body(JsonText.parse("{\"space\":\"demo\"}"));
        Definition reading =
                Definition.of(
                        Fields.body(
                                JsonText.parse(
                                        """
                                        {"space":"demo","externalId":"reading","usedFor":"record",
                                         "properties":{
                                          "sensor":{"type":{"type":"text"}},
                                          "value":{"type":{"type":"float64"}},
                                          "at":{"type":{"type":"timestamp"}}}}
                                        """)));
        StreamId events = new StreamId("events");
        projects.change(
                project,
                before -> {
                    Project after =
                            Models.withSpaces(
                                    before, List.of(Space.of(space, now)), limits.models());
                    if (after.find(reading.id()).isEmpty()) {
                        after =
                                Models.withContainers(
                                        after, List.of(reading), now, limits.models());
                    }
                    return after.streams().containsKey(events)
                            ? after
                            : StreamChanges.with(after, events, template(), now);
                });
    }

    private Template template() {
        return config.templates().stream()
                .filter(template -> template.name().equals("BasicLiveData"))
                .findFirst()
                .orElseThrow();
    }

    /// Ends the connections of those who follow, so that a stop need not wait for them.
    @Override
    public void close() {
        followers.close();
    }
}
