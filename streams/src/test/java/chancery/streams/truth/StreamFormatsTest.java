package chancery.streams.truth;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.memory.MemoryStore;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.record.Alarms;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.stream.Use;
import chancery.streams.value.Datum;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The bytes of docs/formats/streams.md.
final class StreamFormatsTest {
    private static final SpaceId SPACE = new SpaceId("s");
    private static final RecordId RECORD = new RecordId(SPACE, "r");
    private static final Content CONTENT =
            new Content(
                    Map.of(
                            new ContainerId(SPACE, "C"),
                            Map.of("n", new Datum.Whole(-2), "t", new Datum.Text("é"))));
    private static final ProjectName PROJECT = new ProjectName("dev");

    private static Stream stream(String template) {
        Template found =
                Template.STANDARD.stream()
                        .filter(t -> t.name().equals(template))
                        .findFirst()
                        .orElseThrow();
        return new Stream(
                new StreamId("events"), template, found.settings(), 0x1234, Optional.empty());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// All rows of a stream, keys and values in hex; the kind of a key as it is.
    private static Map<String, String> rows(MemoryStore store, StreamTruth truth) {
        Map<String, String> rows = rows(store, truth, Space.STREAM);
        assertThat(rows.keySet()).noneMatch(key -> key.startsWith("h"));
        Map<String, String> heads = rows(store, truth, Space.HEAD);
        assertThat(heads.keySet()).allMatch(key -> key.startsWith("h"));
        rows.putAll(heads);
        return rows;
    }

    private static Map<String, String> rows(MemoryStore store, StreamTruth truth, Space space) {
        Map<String, String> rows = new TreeMap<>();
        try (Scan scan = store.scan(Range.of(space, truth.partition()), Direction.ASCENDING)) {
            while (scan.next()) {
                byte[] key = scan.key();
                int prefix = truth.partition().prefixLength();
                rows.put(
                        (char) key[prefix]
                                + " "
                                + HexFormat.of().formatHex(key, prefix + 1, key.length),
                        hex(scan.value()));
            }
        }
        return rows;
    }

    private static void commit(StreamTruth truth, long now, Content content) {
        RecordWrite write = new RecordWrite(RECORD, content);
        RecordKey key = truth.key(write);
        StreamTruth.Heads heads = truth.heads(List.of(key));
        WritePlan plan = truth.plan(now, heads);
        plan.put(write, key, heads.get(0));
        assertThat(truth.commit(plan)).isTrue();
    }

    @Test
    void partitionNamesTheStreamAndWhenItWasMade() {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            StreamTruth truth = new StreamTruth(store, PROJECT, stream("BasicLiveData"));

            assertThat(truth.partition().name()).isEqualTo("streams/dev/events/0000000000001234");
        }
    }

    @Test
    void recordsOfMutableStreams() {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            StreamTruth truth = new StreamTruth(store, PROJECT, stream("BasicLiveData"));

            commit(truth, 5, CONTENT);
            Map<String, String> created = rows(store, truth);
            commit(truth, 5, CONTENT);
            Map<String, String> updated = rows(store, truth);

            String body = "0173" + "0172" + "01" + "0173" + "0143" + "02" + "016e" + "0203";
            String content = body + "0174" + "0402c3a9";
            String change = "0100" + "0000000000000005" + "0000000000000005" + content;
            String again = "0101" + "0000000000000005" + "0000000000000006" + content;
            assertThat(created)
                    .containsOnly(
                            Map.entry("c 00000000000000010000", change),
                            Map.entry(
                                    "h 730072",
                                    "0100"
                                            + "00000000000000010000"
                                            + "0000000000000005"
                                            + "0000000000000005"
                                            + "00000026"));
            assertThat(updated)
                    .containsOnly(
                            Map.entry("c 00000000000000020000", again),
                            Map.entry(
                                    "h 730072",
                                    "0101"
                                            + "00000000000000020000"
                                            + "0000000000000005"
                                            + "0000000000000006"
                                            + "00000026"));
        }
    }

    @Test
    void deletionsOfMutableStreams() {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            StreamTruth truth = new StreamTruth(store, PROJECT, stream("BasicLiveData"));
            commit(truth, 5, CONTENT);

            RecordKey key = truth.key(RECORD);
            StreamTruth.Heads heads = truth.heads(List.of(key));
            WritePlan plan = truth.plan(9, heads);
            plan.delete(RECORD, key, heads.get(0).orElseThrow());
            assertThat(truth.commit(plan)).isTrue();

            assertThat(rows(store, truth))
                    .containsOnly(
                            Map.entry(
                                    "c 00000000000000020000",
                                    "0102"
                                            + "0000000000000005"
                                            + "0000000000000009"
                                            + "0173"
                                            + "0172"
                                            + "00"),
                            Map.entry(
                                    "h 730072",
                                    "0102"
                                            + "00000000000000020000"
                                            + "0000000000000005"
                                            + "0000000000000009"
                                            + "00000017"),
                            Map.entry("x 00000000000000020000", "68730072"));
        }
    }

    @Test
    void recordsOfImmutableStreamsHaveTheirDigestInTheirKeys() {
        try (MemoryStore store = new MemoryStore(System::nanoTime)) {
            StreamTruth truth = new StreamTruth(store, PROJECT, stream("BasicArchive"));

            commit(truth, 5, CONTENT);

            // SHA-256 of 01 01 73 01 43 02 01 6e 02 03 01 74 04 02 c3 a9, the first half of it.
            assertThat(rows(store, truth))
                    .containsKey("h 73007200" + "badabe762e4dfa97a0facf02620ed478");
        }
    }

    @Test
    void entriesOfTheLog() {
        Entry entry = new Entry(new Use(-1, 300), List.of(new Place(129, 2)));

        assertThat(hex(entry.encode())).isEqualTo("01" + "01" + "d804" + "01" + "8101" + "02");
        assertThat(Entry.decode(entry.encode())).isEqualTo(entry);
        assertThat(Entry.growth(entry.encode())).isEqualTo(entry.growth());
    }

    @Test
    void everyKindOfValueComesBack() {
        StoredRecord record =
                Alarms.alarm(
                        "a",
                        7,
                        "'severity':-2147483648,'text':'ü','level':-0.1,'on':true,"
                                + "'at':'2026-01-01T01:00:00+01:00','day':'0001-01-01',"
                                + "'extra':{'a':[1,2.5,null,{'b':'c'}]},"
                                + "'asset':{'space':'other','externalId':'x/y'},'state':'shut',"
                                + "'tags':['x',''],'counts':[9223372036854775807,-1,0]");
        Change change = new Change(new Place(3, 4), Status.UPDATED, record);

        assertThat(Change.decode(new Place(3, 4), change.encode())).isEqualTo(change);
        assertThat(Change.time(change.encode())).isEqualTo(7);
    }

    @Test
    void filledProperties() {
        Filled filled = new Filled(Map.of(new ContainerId(SPACE, "C"), Set.of("n", "é")));

        assertThat(hex(filled.encode()))
                .isEqualTo("01" + "01" + "0173" + "0143" + "02" + "016e" + "02c3a9");
        assertThat(Filled.of(Optional.of(filled.encode()))).isEqualTo(filled);
        assertThat(Filled.of(Optional.empty()).count()).isZero();
    }

    @Test
    void totals() {
        Total total = new Total(3, new Use(4, 5));

        assertThat(hex(total.encode()))
                .isEqualTo("0000000000000003" + "0000000000000004" + "0000000000000005");
        assertThat(Total.decode(total.encode())).isEqualTo(total);
    }
}
