package chancery.streams.indexed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.StreamId;
import chancery.streams.project.Project;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Names and values of types of records as streams.
final class IndexedStreamsTest {
    private static final ProjectName SHOWING = new ProjectName("showing");
    private static final ProjectName OTHER = new ProjectName("other");

    /// Types without records.
    private record Types(List<RecordType> types) implements IndexedRecords {
        @Override
        public void await() {
            // They are always there.
        }

        @Override
        public Optional<IndexedRecord> find(RecordType type, RecordId id) {
            return Optional.empty();
        }

        @Override
        public void each(RecordType type, Excerpt excerpt, Predicate<IndexedRecord> take) {
            // There is none.
        }

        @Override
        public long count(RecordType type) {
            return 0;
        }

        @Override
        public IndexedChanges changes() {
            return IndexedRecords.none().changes();
        }
    }

    private static RecordType type(String nsid, TypeKind kind) {
        return new RecordType(nsid, Map.of("value", PropertyType.of(kind)), 1, 2);
    }

    private static IndexedStreams of(String... nsids) {
        List<RecordType> types =
                java.util.stream.Stream.of(nsids).map(n -> type(n, TypeKind.TEXT)).toList();
        return new IndexedStreams(new Types(types), Set.of(SHOWING));
    }

    private static Project shown(String... nsids) {
        return of(nsids).shown(Project.empty(SHOWING));
    }

    @ParameterizedTest
    @CsvSource({
        "xyz.statusphere.status, at-xyz_statusphere_status, Status",
        "app.bsky.feed.threadGate, at-app_bsky_feed_thread-gate, ThreadGate",
        "com.my-app.ABC1, at-com_my-app_-a-b-c1, ABC1"
    })
    void namesStreamAndContainer(String nsid, String stream, String container) {
        Project project = shown(nsid);

        assertThat(project.streams()).containsOnlyKeys(new StreamId(stream));
        assertThat(project.containers().firstKey().toString()).isEqualTo("at/" + container);
        assertThat(project.spaces()).containsOnlyKeys(IndexedStream.SPACE);
    }

    @Test
    void leavesOutTypesWhoseNamesAreTooLong() {
        String longest = "com.example." + "a".repeat(63) + "." + "b".repeat(21);
        String longer = longest + "b";

        assertThat(shown(longest).streams().firstKey().value()).hasSize(100);
        assertThat(shown(longer).streams()).isEmpty();
    }

    @Test
    void ofTypesWithOneNameTheFirstIsShown() {
        Project project = shown("com.my-app.note", "com.myApp.note");

        assertThat(project.streams()).hasSize(1);
        assertThat(project.containers().firstEntry().getValue().definition().name())
                .contains("com.my-app.note");
    }

    @Test
    void eachStreamHasAContainerOfItsOwn() {
        IndexedStreams streams = of("com.a.note", "com.b.note");

        assertThat(streams.shown(Project.empty(SHOWING)).containers()).hasSize(1);
        assertThat(streams.get(SHOWING, "at-com_b_note").container().definition().name())
                .contains("com.b.note");
    }

    @Test
    void otherProjectsShowNothing() {
        IndexedStreams streams = of("com.a.note");

        assertThat(streams.shown(Project.empty(OTHER))).isEqualTo(Project.empty(OTHER));
        assertThatThrownBy(() -> streams.get(OTHER, "at-com_a_note"))
                .isInstanceOf(Fault.class)
                .hasMessage("Stream not found: at-com_a_note");
    }

    private static Optional<Datum> value(PropertyType type, String json) {
        RecordType of = new RecordType("com.a.note", Map.of("value", type), 1, 2);
        StoredRecord record =
                IndexedStream.of(of)
                        .orElseThrow()
                        .record(
                                new IndexedRecord(
                                        "did:plc:a", "1", "{\"value\":" + json + "}", 3, 4))
                        .orElseThrow();
        return record.content().sources().values().stream()
                .map(values -> values.get("value"))
                .findFirst();
    }

    private static String json(TypeKind kind, String json) {
        return value(PropertyType.of(kind), json).map(v -> v.json().write()).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    TEXT      | "a"                              | "a"
                    TEXT      | 1                                | ``
                    TEXT      | null                             | ``
                    INT64     | 9007199254740991                 | 9007199254740991
                    INT64     | 1.5                              | ``
                    BOOLEAN   | false                            | false
                    BOOLEAN   | "false"                          | ``
                    TIMESTAMP | "2026-01-31T08:00:00.123+01:00"  | "2026-01-31T08:00:00.123+01:00"
                    TIMESTAMP | "2026-01-31T08:00:00.1239+01:00" | "2026-01-31T07:00:00.123Z"
                    TIMESTAMP | "yesterday"                      | ``
                    JSON      | {"a":[1,null]}                   | {"a":[1,null]}
                    JSON      | [1]                              | {"value":[1]}
                    JSON      | null                             | ``
                    """)
    void readsValuesOfTheirType(TypeKind kind, String written, String read) {
        assertThat(json(kind, written)).isEqualTo(read);
    }

    @Test
    void readsListsWithoutWhatIsNotOfTheirType() {
        assertThat(value(PropertyType.listOf(TypeKind.TEXT), "[\"a\",1,null,\"b\"]"))
                .map(Datum::json)
                .map(list -> list.write())
                .contains("[\"a\",\"b\"]");
        assertThat(value(PropertyType.listOf(TypeKind.TEXT), "\"a\"")).isEmpty();
    }

    @Test
    void leavesOutRecordsWhoseNamesAreTooLong() {
        IndexedStream stream = IndexedStream.of(type("com.a.note", TypeKind.TEXT)).orElseThrow();
        String repo = "did:web:" + "a".repeat(246);

        assertThat(stream.record(new IndexedRecord(repo, "1", "{}", 1, 1))).isPresent();
        assertThat(stream.record(new IndexedRecord(repo, "12", "{}", 1, 1))).isEmpty();
    }
}
