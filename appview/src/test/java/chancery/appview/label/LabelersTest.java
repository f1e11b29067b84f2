package chancery.appview.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.kit.Heard;
import chancery.appview.kit.LabelerDouble;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Trigger;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.Query;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedWebsockets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// What is made of labelers, beside a double of one.
@Timeout(120)
final class LabelersTest {
    private static final Did LABELER = Did.parse("did:plc:labeler");
    private static final String NOTE = "at://did:plc:alice/com.example.note/k";
    private static final AppViewLimits.Network LIMITS =
            new AppViewLimits.Network(
                    AppViewLimits.Feeds.STANDARD,
                    new AppViewLimits.Labelers(
                            3, 10, 20, 200, Duration.ofMillis(5), Duration.ofMillis(20), 4));

    private final LabelerDouble labeler = new LabelerDouble(LABELER.value());
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final MemoryTables tables = new MemoryTables(IndexSchema.SCHEMA);
    private final Heard events = new Heard();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-19T10:11:12.123456Z"));
    private final AtomicReference<DidDocument> document = new AtomicReference<>(labeler.document());
    private final AtomicReference<LabelScripts> scripts = new AtomicReference<>(LabelScripts.NONE);
    private final GuardedWebsockets sockets =
            new GuardedWebsockets(
                    _ -> List.of(),
                    Set.of(labeler.place()),
                    WebLimits.Egress.STANDARD,
                    System::nanoTime);
    private Labelers labelers = open();

    private Labelers open() {
        return open(did -> Optional.of(document.get()));
    }

    private Labelers open(DidResolver resolver) {
        Labelers.Network network =
                new Labelers.Network(
                        sockets,
                        resolver,
                        (trigger, label) -> scripts.get().apply(trigger, label),
                        System::nanoTime);
        return new Labelers(store, tables, network, events, now::get, LIMITS);
    }

    @AfterEach
    void close() {
        labelers.close();
        sockets.close();
        labeler.close();
        tables.close();
        store.close();
    }

    private void until(BooleanSupplier so) throws InterruptedException {
        while (!so.getAsBoolean()) {
            labelers.turn();
        }
    }

    /// Follows the labeler until it was heard this far.
    private void heard(long cursor) throws InterruptedException {
        until(() -> cursor() == cursor);
    }

    private long cursor() {
        return labelers.list().getFirst().cursor();
    }

    /// The rows of labels: subject, value.
    private List<String> rows() {
        return tables.list(Query.of("labels", 100)).rows().stream()
                .map(row -> row.text("uri") + " " + row.text("val"))
                .toList();
    }

    private Value.Map label(String val) {
        return labeler.label(NOTE, val);
    }

    @Test
    void asksAtTheLabelersAddressAndKeepsWhatItSays() throws InterruptedException {
        labelers.add(LABELER);

        labeler.send(1, label("spam"), labeler.label("did:plc:bob", "rude"));
        labeler.send(2, labeler.label("at://did:plc:bob", "odd"));
        heard(2);

        assertThat(labeler.calls())
                .containsExactly("/xrpc/com.atproto.label.subscribeLabels?cursor=0");
        assertThat(rows())
                .containsExactly(
                        "at://did:plc:alice/com.example.note/k spam",
                        "at://did:plc:bob odd",
                        "did:plc:bob rude");
        assertThat(events.types()).containsExactly("labeler.connected");
    }

    @Test
    void asksAtTheHostWhereThereIsNoLabelersAddress() throws InterruptedException {
        document.set(labeler.documentOfHost());
        labelers.add(LABELER);

        labeler.send(1, label("spam"));
        heard(1);

        assertThat(rows()).hasSize(1);
    }

    @Test
    @DisplayName("#96 a negation removes, an upsert is idempotent")
    void negationRemovesAndRepetitionChangesNothing() throws InterruptedException {
        labelers.add(LABELER);

        labeler.send(1, label("spam"), label("spam"), label("rude"));
        labeler.send(2, label("rude").with("neg", Value.Bool.TRUE));
        labeler.send(3, label("absent").with("neg", Value.Bool.TRUE));
        labeler.send(4, label("spam").with("cts", new Value.Text("2027-01-01T00:00:00Z")));
        heard(4);

        assertThat(rows()).containsExactly(NOTE + " spam");
        assertThat(tables.list(Query.of("labels", 1)).rows().getFirst().text("cts"))
                .isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void goesOnAfterTheCursorWhenItStartsAgain() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"));
        heard(1);
        labelers.close();
        labeler.send(2, label("rude"));

        labelers = open();
        heard(2);

        assertThat(labeler.calls().getLast()).endsWith("?cursor=1");
        assertThat(rows()).containsExactly(NOTE + " rude", NOTE + " spam");
    }

    @Test
    void connectsAgainWhenTheLineIsLost() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"));
        heard(1);

        labeler.refuse("503 Service Unavailable");
        labeler.cut();
        until(() -> labeler.calls().size() > 3);
        labeler.refuse("");
        labeler.send(2, label("rude"));
        heard(2);

        assertThat(rows()).hasSize(2);
        assertThat(events.types())
                .containsExactly("labeler.connected", "labeler.disconnected", "labeler.connected");
    }

    @Test
    void believesSignedLabelsOnlyWhereThereIsAKey() throws InterruptedException {
        document.set(labeler.documentWithKey());
        labelers.add(LABELER);

        Value.Map forged = labeler.signed(label("good")).with("val", new Value.Text("forged"));
        labeler.send(1, labeler.signed(label("spam")), label("unsigned"), forged);
        labeler.send(2, labeler.signed(label("spam").with("neg", Value.Bool.TRUE)));
        labeler.send(3, labeler.signed(label("rude")));
        heard(3);

        assertThat(rows()).containsExactly(NOTE + " rude");
    }

    @Test
    void asksForTheKeyAgainWhenASignatureFails() throws InterruptedException {
        AtomicInteger refreshes = new AtomicInteger();
        DidDocument old =
                labeler.documentWithKey(PrivateKey.generate(Curve.P256, new SplittableRandom(1)));
        labelers.close();
        labelers =
                open(
                        new DidResolver() {
                            @Override
                            public Optional<DidDocument> resolve(Did did) {
                                return Optional.of(old);
                            }

                            @Override
                            public Optional<DidDocument> refresh(Did did) {
                                refreshes.incrementAndGet();
                                return Optional.of(labeler.documentWithKey());
                            }
                        });
        labelers.add(LABELER);

        labeler.send(1, labeler.signed(label("spam")), label("unsigned"), label("unsigned too"));
        heard(1);

        assertThat(rows()).containsExactly(NOTE + " spam");
        assertThat(refreshes).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"src\":\"did:plc:other\",\"uri\":\"did:plc:a\",\"val\":\"x\","
                        + "\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"uri\":\"did:plc:a\",\"val\":\"x\",\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"https://x\",\"val\":\"x\","
                        + "\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"did:plc:a\",\"val\":\"\","
                        + "\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"did:plc:a\",\"val\":\"a\\n"
                        + "b\",\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"did:plc:a\",\"val\":\"123456789012345678901\","
                    + "\"cts\":\"2026-05-19T10:11:12Z\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"did:plc:a\",\"val\":\"x\",\"cts\":\"yesterday\"}",
                "{\"src\":\"did:plc:labeler\",\"uri\":\"did:plc:a\",\"val\":\"x\","
                        + "\"cts\":\"2026-05-19T10:11:12Z\",\"exp\":\"never\"}"
            })
    void leavesOutLabelsThatAreNone(String json) throws InterruptedException {
        labelers.add(LABELER);

        labeler.send(1, LabelerDouble.value(json), label("12345678901234567890"));
        heard(1);

        assertThat(rows()).containsExactly(NOTE + " 12345678901234567890");
    }

    @Test
    void leavesOutMalformedMessages() throws InterruptedException {
        labelers.add(LABELER);

        labeler.raw(new byte[0]);
        labeler.raw(new byte[] {(byte) 0xff, 1, 2});
        labeler.raw(deeplyNested());
        labeler.raw(LabelerDouble.two(Value.Map.EMPTY, Value.Map.EMPTY));
        Value.Map[] tooMany = new Value.Map[11];
        java.util.Arrays.fill(tooMany, label("one of too many"));
        labeler.send(Long.MAX_VALUE - 1, tooMany);
        Value.Map[] many = new Value.Map[10];
        java.util.Arrays.fill(many, label("one of many"));
        labeler.send(5, many);
        heard(5);

        assertThat(rows()).containsExactly(NOTE + " one of many");
        assertThat(events.of("labeler.disconnected")).isEmpty();
    }

    private static byte[] deeplyNested() {
        byte[] bytes = new byte[10_000];
        java.util.Arrays.fill(bytes, (byte) 0x81);
        return bytes;
    }

    @Test
    void hearsNothingTwice() throws InterruptedException {
        labelers.add(LABELER);

        labeler.send(3, label("spam"));
        labeler.send(2, label("late"));
        labeler.send(3, label("again"));
        labeler.send(4, label("rude"));
        heard(4);

        assertThat(rows()).containsExactly(NOTE + " rude", NOTE + " spam");
    }

    @Test
    void beginsAnewWhenTheLabelerDid() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(7, label("spam"));
        heard(7);

        labeler.clear();
        labeler.fail("FutureCursor");
        labeler.cut();
        until(() -> cursor() == 0);
        labeler.clear();
        labeler.cut();
        labeler.send(1, label("rude"));
        heard(1);

        assertThat(rows()).containsExactly(NOTE + " rude", NOTE + " spam");
    }

    @Test
    void dropsWhatHasExpired() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(
                1,
                label("soon").with("exp", new Value.Text("2026-05-19T12:00:00.5+01:00")),
                label("later").with("exp", new Value.Text("2026-05-20T00:00:00Z")),
                label("never"));
        heard(1);

        now.set(Instant.parse("2026-05-19T11:00:00.499999Z"));
        labelers.labels().sweep();
        List<String> before = rows();
        now.set(Instant.parse("2026-05-19T11:00:00.500000Z"));
        labelers.labels().sweep();
        List<String> after = rows();
        labelers.close();
        tables.clear();
        labelers = open();

        assertThat(before).hasSize(3);
        assertThat(after).containsExactly(NOTE + " later", NOTE + " never");
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void makesLostRowsAgain() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"), label("rude"));
        heard(1);
        List<String> before = rows();

        tables.clear();
        labelers.labels().mend();

        assertThat(before).hasSize(2);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void keepsAccountsAndRecordsThatAreNotIndexed() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"), labeler.label("did:plc:bob", "rude"));
        heard(1);

        labelers.labels().sweep();

        assertThat(rows()).hasSize(2);
    }

    @Test
    void stopsWhilePaused() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"));
        heard(1);
        labelers.setStatus(LABELER, "paused");
        until(() -> labelers.list().getFirst().subscription().status().equals("paused"));
        labelers.turn();
        labeler.send(2, label("rude"));
        labelers.turn();
        List<String> paused = rows();

        labelers.setStatus(LABELER, "active");
        heard(2);

        assertThat(paused).containsExactly(NOTE + " spam");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void removesItsLabelsAndNoOthers() throws InterruptedException {
        labelers.add(LABELER);
        labeler.send(1, label("spam"));
        heard(1);

        boolean first = labelers.remove(LABELER);
        boolean second = labelers.remove(LABELER);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(rows()).isEmpty();
        assertThat(labelers.list()).isEmpty();
    }

    @Test
    void takesAsManyAsAreAllowed() {
        labelers.add(Did.parse("did:plc:one"));
        labelers.add(Did.parse("did:plc:two"));
        labelers.add(Did.parse("did:plc:three"));
        labelers.add(Did.parse("did:plc:three"));

        assertThatThrownBy(() -> labelers.add(Did.parse("did:plc:four")))
                .isInstanceOf(Refusal.class);
        assertThat(labelers.list()).hasSize(3);
    }

    @Test
    void letsScriptsDropAndChangeLabels() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        scripts.set(
                (trigger, label) -> {
                    asked.add(trigger.wire());
                    return switch (label.text("val").orElseThrow()) {
                        case "drop" -> Optional.empty();
                        case "change" -> Optional.of(label.with("val", new Json.Text("changed")));
                        case "steal" ->
                                Optional.of(label.with("src", new Json.Text("did:plc:other")));
                        default -> Optional.of(label);
                    };
                });
        labelers.add(LABELER);

        labeler.send(1, label("drop"), label("change"), label("steal"), label("keep"));
        labeler.send(2, labeler.label("did:plc:bob", "drop"));
        heard(2);

        assertThat(rows()).containsExactly(NOTE + " changed", NOTE + " keep");
        assertThat(asked)
                .containsExactly(
                        "labeler.apply:com.example.note",
                        "labeler.apply:com.example.note",
                        "labeler.apply:com.example.note",
                        "labeler.apply:com.example.note",
                        "labeler.apply:" + Trigger.ACTOR);
    }
}
