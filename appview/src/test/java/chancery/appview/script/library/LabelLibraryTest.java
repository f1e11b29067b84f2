package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.appview.script.ScriptKit;
import chancery.store.memory.MemoryTables;
import chancery.store.table.TableBatch;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class LabelLibraryTest {
    private static final String NOTE = "at://did:plc:alice/com.example.note/1";
    private static final String LATER = "2026-05-19T10:11:12.000001+00:00";
    private static final String NOW = "2026-05-19T10:11:12.000000+00:00";

    private final MemoryTables tables = new MemoryTables(IndexSchema.SCHEMA);
    private int waits;
    private final ScriptKit kit =
            ScriptKit.with(
                    new LabelLibrary(
                            tables, () -> waits++, () -> Instant.parse("2026-05-19T10:11:12Z")));

    private void label(String uri, String val, Cell exp) {
        tables.apply(
                new TableBatch()
                        .upsert(
                                IndexSchema.LABELS.name(),
                                Cell.of("did:plc:labeler"),
                                Cell.of(uri),
                                Cell.of(val),
                                Cell.of("2026-01-01T00:00:0" + val.length() + "Z"),
                                exp));
    }

    private void record(String json) {
        tables.apply(
                new TableBatch()
                        .upsert(
                                IndexSchema.RECORDS.name(),
                                Cell.of(NOTE),
                                Cell.of("did:plc:alice"),
                                Cell.of("com.example.note"),
                                Cell.of("1"),
                                Cell.json(json),
                                Cell.of(""),
                                Cell.of(NOW),
                                Cell.of(NOW),
                                Cell.of(1)));
    }

    @Test
    void listsLabelsThatHaveNotExpired() {
        label(NOTE, "a", Cell.none());
        label(NOTE, "bb", Cell.of(LATER));
        label(NOTE, "ccc", Cell.of(NOW));
        label("did:plc:alice", "other", Cell.none());

        assertThat(kit.answer("return atproto.get_labels('" + NOTE + "')"))
                .isEqualTo(
                        "[{\"cts\":\"2026-01-01T00:00:01Z\",\"src\":\"did:plc:labeler\",\"uri\":\""
                                + NOTE
                                + "\",\"val\":\"a\"},{\"cts\":\"2026-01-01T00:00:02Z\",\"src\":"
                                + "\"did:plc:labeler\",\"uri\":\""
                                + NOTE
                                + "\",\"val\":\"bb\"}]");
        assertThat(waits).isEqualTo(1);
    }

    @Test
    void appendsTheLabelsThatARecordGivesItself() {
        label(NOTE, "a", Cell.none());
        record("{\"labels\":{\"values\":[{\"val\":\"own\"},{\"x\":1},\"y\"]}}");

        String labels = "local l = atproto.get_labels('" + NOTE + "') ";
        assertThat(kit.answer(labels + "return { #l, l[2].src, l[2].val, l[2].cts }"))
                .isEqualTo("[2,\"did:plc:alice\",\"own\",\"\"]");
    }

    @Test
    void whatHasNoLabelsHasAnEmptyList() {
        record("{\"labels\":5}");

        assertThat(kit.answer("return atproto.get_labels('" + NOTE + "')")).isEqualTo("[]");
        assertThat(kit.answer("return atproto.get_labels('did:plc:nobody')")).isEqualTo("[]");
    }

    @Test
    void aBatchHasAListForEach() {
        label("did:plc:alice", "a", Cell.none());

        assertThat(
                        kit.answer(
                                "local b = atproto.get_labels_batch({ 'did:plc:alice', 'x' })"
                                        + " return { #b['did:plc:alice'], b.x }"))
                .isEqualTo("[1,[]]");
        assertThat(kit.answer("return pcall(atproto.get_labels_batch, { {} })")).isEqualTo("false");
    }
}
