package chancery.appview.feed;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.kit.Heard;
import chancery.appview.kit.JetstreamDouble;
import chancery.appview.kit.Lexicons;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.atproto.data.DagCbor;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordPath;
import chancery.store.memory.MemoryStore;
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
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// What is made of a Jetstream, beside a double of one.
@Timeout(120)
final class JetstreamFeedTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final String NOTE = "com.example.note";
    private static final String ALICE = "did:plc:alice";
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12.123456Z");
    private static final long T = 1_779_185_472_123_456L;
    private static final String REV = "3lpxaaaaaaa2a";
    private static final AppViewLimits.Feeds LIMITS =
            new AppViewLimits.Feeds(
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(5),
                    Duration.ofDays(3),
                    5_000,
                    1 << 20,
                    Duration.ofSeconds(60),
                    100);

    private final JetstreamDouble jetstream = new JetstreamDouble();
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Registry registry = Lexicons.registry(store, () -> NOW);
    private final Heard events = new Heard();
    private final GuardedWebsockets sockets =
            new GuardedWebsockets(
                    _ -> List.of(),
                    Set.of(jetstream.place()),
                    WebLimits.Egress.STANDARD,
                    System::nanoTime);
    private final List<Feed.Stream> open = new ArrayList<>();

    JetstreamFeedTest() {
        Lexicons.record(registry, NOTE);
    }

    @AfterEach
    void close() {
        open.forEach(Feed.Stream::close);
        sockets.close();
        jetstream.close();
        store.close();
    }

    private Feed.Stream after(long cursor) {
        Clocks clocks = new Clocks(() -> NOW, System::nanoTime);
        Feed.Stream stream =
                new JetstreamFeed(sockets, jetstream.url(), registry, events, clocks, LIMITS)
                        .after(cursor);
        open.add(stream);
        return stream;
    }

    /// A stream that is connected.
    private Feed.Stream following() throws InterruptedException {
        Feed.Stream stream = after(0);
        until(stream, () -> !events.of("jetstream.connected").isEmpty());
        return stream;
    }

    private static void until(Feed.Stream stream, BooleanSupplier so) throws InterruptedException {
        while (!so.getAsBoolean()) {
            assertThat(stream.next(SHORT)).isEmpty();
        }
    }

    private static Feed.Item next(Feed.Stream stream) throws InterruptedException {
        Optional<Feed.Item> item = Optional.empty();
        while (item.isEmpty()) {
            item = stream.next(SHORT);
        }
        return item.get();
    }

    private static Change change(Feed.Stream stream) throws InterruptedException {
        return next(stream).changes().getFirst();
    }

    private void put(long micros, String text) {
        jetstream.put(micros, "create", "at://" + ALICE + "/" + NOTE + "/k", REV, note(text));
    }

    private static Json.Members note(String text) {
        return Json.Members.builder().put("text", text).build();
    }

    private static Change.Put heard(long micros, String text) {
        return new Change.Put(
                Did.parse(ALICE),
                RecordPath.parse(NOTE + "/k"),
                note(text),
                Optional.of(DagCbor.cid(JsonText.toRecord(note(text)))),
                Optional.of(REV),
                Instant.ofEpochSecond(0, micros * 1_000));
    }

    @Test
    void asksForTheRegisteredCollectionsAndPublishedSchemas() throws InterruptedException {
        following();

        assertThat(jetstream.calls())
                .containsExactly(
                        "/subscribe?compress=false&wantedCollections=com.atproto.lexicon.schema"
                                + "&wantedCollections=com.example.note");
        assertThat(events.types()).containsExactly("jetstream.connected");
        assertThat(events.all().getFirst().detail().text("url").orElseThrow())
                .startsWith("ws://127.0.0.1:");
    }

    @Test
    void tellsOfRecordsInTheirOrder() throws InterruptedException {
        Feed.Stream stream = following();

        put(T - 3, "one");
        put(T - 2, "two");
        jetstream.delete(T - 1, "at://" + ALICE + "/" + NOTE + "/k", REV);

        assertThat(change(stream)).isEqualTo(heard(T - 3, "one"));
        assertThat(change(stream)).isEqualTo(heard(T - 2, "two"));
        assertThat(change(stream))
                .isEqualTo(
                        new Change.Delete(
                                Did.parse(ALICE),
                                RecordPath.parse(NOTE + "/k"),
                                Optional.of(REV),
                                Instant.ofEpochSecond(0, (T - 1) * 1_000)));
    }

    @Test
    void tellsOfAccountsAndHandles() throws InterruptedException {
        Feed.Stream stream = following();

        jetstream.identity(T - 4, ALICE, "alice.example.com");
        jetstream.identity(T - 3, ALICE, "handle.invalid...");
        jetstream.account(T - 2, ALICE, Optional.of("takendown"));
        jetstream.account(T - 1, ALICE, Optional.of("somethingnew"));
        jetstream.account(T, ALICE, Optional.empty());

        Did alice = Did.parse(ALICE);
        assertThat(change(stream))
                .isEqualTo(
                        new Change.Identity(alice, Optional.of(Handle.parse("alice.example.com"))));
        assertThat(change(stream)).isEqualTo(new Change.Identity(alice, Optional.empty()));
        assertThat(change(stream)).isEqualTo(new Change.Account(alice, AccountStatus.TAKENDOWN));
        assertThat(change(stream)).isEqualTo(new Change.Account(alice, AccountStatus.INACTIVE));
        assertThat(change(stream)).isEqualTo(new Change.Account(alice, AccountStatus.ACTIVE));
    }

    @Test
    void takesTheStreamUpAFewSecondsBeforeItsCursor() throws InterruptedException {
        put(T - 6_000_001, "seen long ago");
        put(T - 4_000_000, "seen");
        put(T - 1, "new");

        Feed.Stream stream = after(T - 1_000_000);

        assertThat(change(stream)).isEqualTo(heard(T - 4_000_000, "seen"));
        assertThat(change(stream)).isEqualTo(heard(T - 1, "new"));
        assertThat(jetstream.calls().getFirst()).endsWith("&cursor=" + (T - 6_000_000));
    }

    @Test
    void asksForACursorOfThreeDaysAgo() throws InterruptedException {
        long old = T - Duration.ofDays(3).toNanos() / 1_000;

        until(after(old), () -> !jetstream.calls().isEmpty());

        assertThat(jetstream.calls().getFirst()).endsWith("&cursor=" + (old - 5_000_000));
    }

    @Test
    void dropsAnOlderCursor() throws InterruptedException {
        long old = T - Duration.ofDays(3).toNanos() / 1_000 - 1;

        until(after(old), () -> !jetstream.calls().isEmpty());

        assertThat(jetstream.calls().getFirst()).doesNotContain("cursor");
    }

    @Test
    void numbersGrowEvenWhereTimeDoesNot() throws InterruptedException {
        Feed.Stream stream = after(T - 10_000_000);
        put(T - 5, "a");
        put(T - 5, "b");
        put(T - 9, "c");
        put(T + 10_000_000, "from the future");

        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            numbers.add(next(stream).cursor());
        }

        assertThat(numbers).containsExactly(T - 5, T - 4, T - 3, T);
    }

    @Test
    void connectsAgainAndMissesNothing() throws InterruptedException {
        Feed.Stream stream = following();
        put(T - 2, "before");
        Change before = change(stream);
        jetstream.refuse("503 Service Unavailable");
        jetstream.cut();
        until(stream, () -> jetstream.calls().size() > 3);
        put(T - 1, "while away");
        jetstream.refuse("");

        Change repeated = change(stream);
        Change missed = change(stream);

        assertThat(before).isEqualTo(heard(T - 2, "before"));
        assertThat(repeated).isEqualTo(before);
        assertThat(missed).isEqualTo(heard(T - 1, "while away"));
        assertThat(events.types())
                .containsExactly(
                        "jetstream.connected", "jetstream.disconnected", "jetstream.connected");
        assertThat(jetstream.calls().getLast()).contains("&cursor=");
    }

    @Test
    void missesNothingBetweenTheFirstConnectAndTheFirstEvent() throws InterruptedException {
        Feed.Stream stream = following();
        jetstream.refuse("503 Service Unavailable");
        jetstream.cut();
        until(stream, () -> !events.of("jetstream.disconnected").isEmpty());
        put(T, "while away");
        jetstream.refuse("");

        assertThat(change(stream)).isEqualTo(heard(T, "while away"));
    }

    @Test
    void connectsAgainWhenOtherCollectionsAreWanted() throws InterruptedException {
        Feed.Stream stream = following();
        Lexicons.record(registry, "com.example.other");
        until(stream, () -> jetstream.calls().size() == 2);
        registry.remove(Nsid.parse(NOTE));
        until(stream, () -> jetstream.calls().size() == 3);

        assertThat(jetstream.calls().get(1))
                .contains("&wantedCollections=com.example.note")
                .contains("&wantedCollections=com.example.other");
        assertThat(jetstream.calls().get(2)).doesNotContain("com.example.note");
        assertThat(events.of("jetstream.disconnected")).isEmpty();
    }

    @Test
    void staysConnectedWhenTheSameCollectionsAreWanted() throws InterruptedException {
        Feed.Stream stream = following();

        Lexicons.record(registry, NOTE);
        put(T, "still the same line");

        assertThat(change(stream)).isEqualTo(heard(T, "still the same line"));
        assertThat(jetstream.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"did\":\"did:plc:alice\"}",
                "{\"did\":\"nobody\",\"time_us\":1,\"kind\":\"commit\",\"commit\":{}}",
                "{\"did\":\"did:plc:alice\",\"time_us\":-1,\"kind\":\"identity\"}",
                "{\"did\":\"did:plc:alice\",\"time_us\":9007199254740992,\"kind\":\"identity\"}",
                "{\"did\":\"did:plc:alice\",\"time_us\":1.5,\"kind\":\"identity\"}",
                "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"account\",\"account\":{}}",
                "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"commit\",\"commit\":{\"rev\":\"x\","
                    + "\"operation\":\"create\",\"collection\":\"com.example.note\",\"rkey\":\"k\","
                    + "\"record\":{}}}",
                "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"commit\",\"commit\":{"
                    + "\"operation\":\"create\",\"collection\":\"com.example.note\",\"rkey\":\"k\"}}",
                "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"commit\",\"commit\":{"
                    + "\"operation\":\"create\",\"collection\":\"com.example.note\",\"rkey\":\"..\","
                    + "\"record\":{}}}"
            })
    void leavesOutWhatIsMalformed(String text) throws InterruptedException {
        Feed.Stream stream = following();

        jetstream.raw(T - 1, text);
        put(T, "after it");

        assertThat(change(stream)).isEqualTo(heard(T, "after it"));
        assertThat(jetstream.calls()).hasSize(1);
    }

    @Test
    void leavesOutWhatIsTooLargeOrTooDeep() throws InterruptedException {
        Feed.Stream stream = following();

        put(T - 2, "x".repeat(LIMITS.messageBytesMax()));
        jetstream.raw(T - 1, "[".repeat(2_000) + "]".repeat(2_000));
        put(T, "after it");

        assertThat(change(stream)).isEqualTo(heard(T, "after it"));
        assertThat(jetstream.calls()).hasSize(1);
    }

    @Test
    void leavesOutOtherKindsAndCollections() throws InterruptedException {
        Feed.Stream stream = following();

        jetstream.raw(T - 2, "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"newkind\"}");
        jetstream.raw(
                T - 1,
                "{\"did\":\"did:plc:alice\",\"time_us\":1,\"kind\":\"commit\",\"commit\":{"
                        + "\"operation\":\"create\",\"collection\":\"com.example.unasked\","
                        + "\"rkey\":\"k\",\"record\":{}}}");
        put(T, "after it");

        assertThat(change(stream)).isEqualTo(heard(T, "after it"));
    }

    @Test
    @DisplayName("a hundred names are asked for as they are, more by their groups")
    void asksForGroupsWhenThereAreTooManyCollections() throws InterruptedException {
        IntStream.range(0, 98).forEach(i -> Lexicons.record(registry, "com.example.many.c" + i));
        int exact = Wanted.of(registry.snapshot()).patterns().size();
        Lexicons.record(registry, "com.example.many.last");

        Wanted wanted = Wanted.of(registry.snapshot());

        assertThat(exact).isEqualTo(100);
        assertThat(wanted.patterns())
                .containsExactly(
                        "com.atproto.lexicon.schema", "com.example.*", "com.example.many.*");
        assertThat(wanted.holds(Nsid.parse("com.example.many.last"))).isTrue();
        assertThat(wanted.holds(Nsid.parse("com.example.unasked"))).isFalse();
    }
}
