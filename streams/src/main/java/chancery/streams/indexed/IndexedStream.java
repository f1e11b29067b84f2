package chancery.streams.indexed;

import chancery.streams.container.Container;
import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.name.ContainerId;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Settings;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A type of records as a stream with one container.
public record IndexedStream(RecordType type, Stream stream, Container container) implements Schema {
    /// The space of all records, and of the containers that say what they hold.
    public static final SpaceId SPACE = new SpaceId("at");

    private static final String TEMPLATE = "IndexedRecords";
    private static final long RECORDS_MAX = 1_000_000_000;
    private static final long GIGABYTES_MAX = 1_000_000;

    /// The stream of a type; empty when its name would be too long.
    public static Optional<IndexedStream> of(RecordType type) {
        return StreamNames.of(type.nsid())
                .map(id -> new IndexedStream(type, stream(id, type), container(type)));
    }

    private static Stream stream(StreamId id, RecordType type) {
        Settings settings =
                new Settings(
                        StreamType.MUTABLE,
                        RECORDS_MAX,
                        GIGABYTES_MAX,
                        Optional.empty(),
                        Optional.empty(),
                        0);
        return new Stream(id, TEMPLATE, settings, type.createdTime(), Optional.empty());
    }

    private static Container container(RecordType type) {
        Map<String, Property> properties = new LinkedHashMap<>();
        type.properties()
                .forEach(
                        (name, of) ->
                                properties.put(
                                        name,
                                        new Property(
                                                of,
                                                true,
                                                false,
                                                false,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())));
        ContainerId id = new ContainerId(SPACE, StreamNames.container(type.nsid()));
        return new Container(
                new Definition(id, Optional.of(type.nsid()), Optional.empty(), properties),
                type.createdTime(),
                type.lastUpdatedTime());
    }

    /// The stream's name.
    public StreamId id() {
        return stream.id();
    }

    /// What whoever wants to change something here is told.
    public Fault readOnly() {
        return Fault.of(
                Fault.Kind.UNPROCESSABLE,
                "The stream "
                        + id()
                        + " is read-only: its records are written to repositories of the AT"
                        + " Protocol");
    }

    @Override
    public boolean hasSpace(SpaceId space) {
        return space.equals(SPACE);
    }

    @Override
    public Optional<Definition> find(ContainerId id) {
        return Optional.of(container.definition()).filter(known -> known.id().equals(id));
    }

    /// A record of the type as a record of the stream; empty when its name would be too long.
    public Optional<StoredRecord> record(IndexedRecord record) {
        String name = record.repo() + "/" + record.key();
        return RecordId.valid(name)
                ? Optional.of(
                        new StoredRecord(
                                new RecordId(SPACE, name),
                                record.createdTime(),
                                record.lastUpdatedTime(),
                                IndexedContent.of(container.definition(), record.json())))
                : Optional.empty();
    }
}
