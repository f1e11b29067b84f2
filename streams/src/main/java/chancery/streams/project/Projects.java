package chancery.streams.project;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;
import chancery.streams.container.Container;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.stream.Stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Keeps what projects have declared. Each project has a revision, which every change moves on the
/// condition that it is still the one that was read: what is cached is right as long as its
/// revision is.
public final class Projects {
    private static final int ATTEMPTS = 64;
    private static final String PARTITIONS = "streams/";
    private static final String REVISION = "revision";
    private static final String SPACES = "space/";
    private static final String CONTAINERS = "container/";
    private static final String STREAMS = "stream/";

    private final KeyValue store;
    private final Map<ProjectName, Known> known = new ConcurrentHashMap<>();

    public Projects(KeyValue store) {
        this.store = store;
    }

    /// A project and the revision it was read at.
    private record Known(byte[] revision, Project project) {}

    /// All projects that have declared something.
    public List<ProjectName> names() {
        List<ProjectName> names = new ArrayList<>();
        byte[] prefix = PARTITIONS.getBytes(StandardCharsets.UTF_8);
        try (Scan scan = store.scan(Range.prefix(Space.META, prefix), Reader.Direction.ASCENDING)) {
            while (scan.next()) {
                String key = new String(scan.key(), StandardCharsets.UTF_8);
                String ending = '\0' + REVISION;
                if (key.endsWith(ending) && key.indexOf('/', prefix.length) < 0) {
                    String name = key.substring(prefix.length, key.length() - ending.length());
                    names.add(new ProjectName(name));
                }
            }
        }
        return names;
    }

    /// What the project has declared by now.
    public Project get(ProjectName name) {
        return current(name).project();
    }

    /// Changes a project. The change may be asked for more than once, and what it throws ends it.
    ///
    /// @return what the project became
    public Project change(ProjectName name, UnaryOperator<Project> change) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Known before = current(name);
            Project after = change.apply(before.project());
            if (after.equals(before.project())) {
                return after;
            }
            byte[] next = next(before.revision());
            Batch batch = batch(name, before, after).put(key(name, REVISION), next);
            if (store.commit(batch) instanceof Outcome.Committed) {
                known.put(name, new Known(next, after));
                return after;
            }
        }
        throw new IllegalStateException("project " + name + " never stood still");
    }

    private Known current(ProjectName name) {
        byte[] revision = store.get(key(name, REVISION)).orElse(new byte[0]);
        Known cached = known.get(name);
        if (cached != null && Arrays.equals(cached.revision(), revision)) {
            return cached;
        }
        try (Snapshot snapshot = store.snapshot()) {
            byte[] read = snapshot.get(key(name, REVISION)).orElse(new byte[0]);
            Known loaded = new Known(read, load(name, snapshot));
            known.put(name, loaded);
            return loaded;
        }
    }

    private static byte[] next(byte[] revision) {
        long number = revision.length == 0 ? 0 : ByteBuffer.wrap(revision).getLong();
        return ByteBuffer.allocate(Long.BYTES).putLong(number + 1).array();
    }

    private static Project load(ProjectName name, Reader reader) {
        SortedMap<SpaceId, chancery.streams.space.Space> spaces = new TreeMap<>();
        SortedMap<ContainerId, Container> containers = new TreeMap<>();
        SortedMap<StreamId, Stream> streams = new TreeMap<>();
        each(
                name,
                SPACES,
                reader,
                row -> {
                    chancery.streams.space.Space space = chancery.streams.space.Space.kept(row);
                    spaces.put(space.id(), space);
                });
        each(
                name,
                CONTAINERS,
                reader,
                row -> {
                    Container container = Container.of(row);
                    containers.put(container.definition().id(), container);
                });
        each(
                name,
                STREAMS,
                reader,
                row -> {
                    Stream stream = Stream.of(row);
                    streams.put(stream.id(), stream);
                });
        return new Project(name, spaces, containers, streams);
    }

    private static void each(
            ProjectName name, String prefix, Reader reader, Consumer<Json.Members> row) {
        try (Scan scan = reader.scan(Range.prefix(key(name, prefix)), Reader.Direction.ASCENDING)) {
            while (scan.next()) {
                row.accept((Json.Members) JsonText.parse(scan.value()));
            }
        }
    }

    private static Batch batch(ProjectName name, Known before, Project after) {
        Batch batch = new Batch();
        Key revision = key(name, REVISION);
        if (before.revision().length == 0) {
            batch.requireAbsent(revision);
        } else {
            batch.requireEqual(revision, before.revision());
        }
        Project old = before.project();
        put(
                batch,
                old.spaces(),
                after.spaces(),
                id -> key(name, SPACES + id),
                chancery.streams.space.Space::json);
        put(
                batch,
                old.containers(),
                after.containers(),
                id -> key(name, CONTAINERS + id),
                Container::json);
        put(batch, old.streams(), after.streams(), id -> key(name, STREAMS + id), Stream::kept);
        return batch;
    }

    private static <K, V> void put(
            Batch batch,
            Map<K, V> before,
            Map<K, V> after,
            Function<K, Key> key,
            Function<V, Json> json) {
        after.forEach(
                (id, row) -> {
                    if (!Optional.of(row).equals(Optional.ofNullable(before.get(id)))) {
                        String text = json.apply(row).write();
                        batch.put(key.apply(id), text.getBytes(StandardCharsets.UTF_8));
                    }
                });
        for (K id : before.keySet()) {
            if (!after.containsKey(id)) {
                batch.delete(key.apply(id));
            }
        }
    }

    private static Key key(ProjectName name, String suffix) {
        return new Partition(PARTITIONS + name).key(Space.META, suffix);
    }
}
