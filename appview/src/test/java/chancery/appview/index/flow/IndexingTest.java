package chancery.appview.index.flow;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.index.Change;
import chancery.appview.index.TestHost;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.store.table.Row;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class IndexingTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");
    private static final String URI = "at://" + ALICE + "/com.example.note/1";
    private static final String PATH = "com.example.note/1";

    private IndexKit kit;

    @BeforeEach
    void start() {
        kit = new IndexKit();
    }

    @AfterEach
    void stop() {
        kit.close();
        assertThat(kit.broken).hasNullValue();
    }

    @Test
    void showsWhatWasWrittenToWhoeverAsksNext() {
        TestHost.Held held = kit.host.put(ALICE, PATH, "{\"text\":\"a\",\"at\":1}");

        List<Row> rows = kit.fresh();

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().text("uri")).isEqualTo(URI);
        assertThat(rows.getFirst().text("did")).isEqualTo(ALICE.value());
        assertThat(rows.getFirst().text("collection")).isEqualTo("com.example.note");
        assertThat(rows.getFirst().text("rkey")).isEqualTo("1");
        assertThat(rows.getFirst().text("cid")).isEqualTo(held.cid().toString());
        assertThat(rows.getFirst().json("record")).isEqualTo("{\"at\":1,\"text\":\"a\"}");
        assertThat(rows.getFirst().text("created_at"))
                .isEqualTo(rows.getFirst().text("indexed_at"))
                .hasSize("2026-05-19T10:11:12.123456+00:00".length())
                .endsWith("+00:00");
    }

    @Test
    void keepsTheFirstMomentWhenARecordIsReplaced() {
        kit.host.put(ALICE, PATH, "{\"text\":\"a\"}");
        Row first = kit.fresh().getFirst();

        kit.host.put(ALICE, PATH, "{\"text\":\"b\"}");
        Row second = kit.fresh().getFirst();

        assertThat(second.json("record")).isEqualTo("{\"text\":\"b\"}");
        assertThat(second.text("created_at")).isEqualTo(first.text("created_at"));
        assertThat(second.text("indexed_at")).isGreaterThan(first.text("indexed_at"));
    }

    @Test
    void takesADeletedRecordAndItsLinksOut() {
        kit.host.put(ALICE, PATH, "{\"to\":\"at://did:web:example.com\"}");
        assertThat(kit.fresh()).hasSize(1);
        assertThat(kit.rows("record_refs")).hasSize(1);

        kit.host.delete(ALICE, PATH);

        assertThat(kit.fresh()).isEmpty();
        assertThat(kit.rows("record_refs")).isEmpty();
    }

    @Test
    void linksEachAddressInARecordOnce() {
        kit.host.put(
                ALICE,
                PATH,
                """
                {"a": "at://x", "b": ["at://x", {"c": "at://y"}], "d": "see at://z"}
                """);

        kit.fresh();

        assertThat(kit.rows("record_refs"))
                .extracting(row -> row.text("target_uri"))
                .containsExactly("at://x", "at://y");
    }

    @Test
    void changesTheLinksWithTheRecord() {
        kit.host.put(ALICE, PATH, "{\"to\":\"at://x\"}");
        kit.fresh();

        kit.host.put(ALICE, PATH, "{\"to\":\"at://y\"}");
        kit.fresh();

        assertThat(kit.rows("record_refs"))
                .extracting(row -> row.text("target_uri"))
                .containsExactly("at://y");
    }

    @Test
    void leavesTypesAsideThatAreNotRegistered() {
        kit.host.put(ALICE, "com.example.other/1", "{}");
        kit.host.put(ALICE, PATH, "{}");

        assertThat(kit.fresh()).extracting(row -> row.text("uri")).containsExactly(URI);
    }

    @Test
    void hidesAnAccountThatIsNotServedAndShowsItAgain() {
        kit.host.put(ALICE, PATH, "{\"to\":\"at://x\"}");
        kit.host.put(BOB, PATH, "{}");
        kit.host.status(ALICE, AccountStatus.TAKENDOWN);
        kit.fresh();
        assertThat(kit.uris()).containsExactly("at://" + BOB + "/com.example.note/1");
        assertThat(kit.rows("record_refs")).isEmpty();

        kit.host.status(ALICE, AccountStatus.ACTIVE);
        kit.fresh();

        assertThat(kit.uris()).containsExactly(URI, "at://" + BOB + "/com.example.note/1");
        assertThat(kit.rows("record_refs")).hasSize(1);
    }

    @Test
    void forgetsADeletedAccount() {
        kit.host.put(ALICE, PATH, "{}");
        kit.host.status(ALICE, AccountStatus.DELETED);

        assertThat(kit.fresh()).isEmpty();
        kit.host.status(ALICE, AccountStatus.ACTIVE);
        assertThat(kit.fresh()).isEmpty();
    }

    @Test
    void doesNotWaitForErasedEvents() {
        kit.host.put(ALICE, PATH, "{}");
        kit.host.erased();

        assertThat(kit.fresh()).hasSize(1);
    }

    @Test
    void saysWhatHappened() {
        kit.host.put(ALICE, PATH, "{}");
        kit.host.delete(ALICE, PATH);
        kit.fresh();

        assertThat(kit.events)
                .extracting(AppEvent::type)
                .containsExactly("record.created", "record.deleted");
        assertThat(kit.events).extracting(AppEvent::subject).containsOnly(Optional.of(URI));
        assertThat(kit.events.getFirst().detail().write())
                .isEqualTo(
                        "{\"collection\":\"com.example.note\",\"did\":\""
                                + ALICE
                                + "\",\"rkey\":\"1\"}");
    }

    @Test
    void showsWhatAScriptWroteElsewhereWhenTheCallReturns() {
        Change.Put put =
                new Change.Put(
                        BOB,
                        RecordPath.parse(PATH),
                        JsonText.parseObject("{\"n\":1.5}"),
                        Optional.empty(),
                        Optional.empty(),
                        IndexKit.clock().instant());

        kit.indexing.take(List.of(put));

        Row row = kit.rows("records").getFirst();
        assertThat(row.json("record")).isEqualTo("{\"n\":1.5}");
        assertThat(row.text("cid")).isEmpty();
    }

    @Test
    void indexesTheLargestRecordAndNoLargerOne() {
        int max = AppViewLimits.Indexing.STANDARD.recordBytes();

        kit.indexing.take(List.of(sized("1", max), sized("2", max + 1)));

        assertThat(kit.uris()).containsExactly("at://" + BOB + "/com.example.note/1");
        assertThat(kit.events)
                .extracting(AppEvent::type)
                .containsExactly("record.created", "record.skipped");
    }

    /// A record whose JSON has this many bytes.
    private static Change.Put sized(String rkey, int bytes) {
        String text = "x".repeat(bytes - "{\"text\":\"\"}".length());
        return new Change.Put(
                BOB,
                RecordPath.parse("com.example.note/" + rkey),
                JsonText.parseObject("{\"text\":\"" + text + "\"}"),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void linksAsManyAddressesAsTheLimitAllows() {
        int max = AppViewLimits.Indexing.STANDARD.references();
        String links =
                IntStream.rangeClosed(0, max)
                        .mapToObj(i -> "\"at://x/" + i + "\"")
                        .collect(Collectors.joining(","));

        kit.host.put(ALICE, PATH, "{\"all\":[" + links + "]}");
        kit.fresh();

        assertThat(kit.rows("record_refs"))
                .hasSize(max)
                .extracting(row -> row.text("target_uri"))
                .contains("at://x/" + (max - 1))
                .doesNotContain("at://x/" + max);
    }

    @Test
    void handsAnItemOnAgainWhenThatBrokeOff() {
        kit.host.put(ALICE, "com.atproto.lexicon.schema/com.example.note", "{}");
        kit.host.put(ALICE, PATH, "{}");

        assertThat(kit.fresh()).hasSize(1);
        assertThat(kit.heard).hasSize(2).first().isInstanceOf(Change.Put.class);
    }

    @Test
    void refusesHalfACharacter() {
        Change.Put put =
                new Change.Put(
                        BOB,
                        RecordPath.parse(PATH),
                        Json.Members.builder().put("text", "\ud800").build(),
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH);

        kit.indexing.take(List.of(put));

        assertThat(kit.uris()).isEmpty();
        assertThat(kit.events).extracting(AppEvent::type).containsExactly("record.skipped");
    }
}
