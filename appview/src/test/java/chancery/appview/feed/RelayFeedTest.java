package chancery.appview.feed;

import static chancery.appview.kit.RepoDouble.creates;
import static chancery.appview.kit.RepoDouble.deletes;
import static chancery.appview.kit.RepoDouble.updates;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.kit.Heard;
import chancery.appview.kit.Lexicons;
import chancery.appview.kit.RelayDouble;
import chancery.appview.kit.RepoDouble;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.setting.Settings;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.RecordPath;
import chancery.store.memory.MemoryStore;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedWebsockets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// What is made of a relay, beside a double of one and repositories with real commits.
@Timeout(120)
final class RelayFeedTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final String NOTE = "com.example.note/";
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12.123456Z");
    private static final AppViewLimits.Feeds LIMITS =
            new AppViewLimits.Feeds(
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(5),
                    Duration.ofDays(3),
                    5_000_000,
                    1 << 20,
                    Duration.ofSeconds(60),
                    100);

    private final RelayDouble relay = new RelayDouble();
    private final RepoDouble alice = new RepoDouble("did:plc:alice", NOW.minusSeconds(60), 1);
    private final RepoDouble bob = new RepoDouble("did:plc:bob", NOW.minusSeconds(60), 2);
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Registry registry = Lexicons.registry(store, now::get);
    private final Settings settings = new Settings(store, now::get, Map.of());
    private final Heard events = new Heard();
    private final Map<Did, DidDocument> documents = new ConcurrentHashMap<>();
    private final Map<Did, DidDocument> cached = new ConcurrentHashMap<>();
    private final List<Did> forgotten = new CopyOnWriteArrayList<>();
    private final List<Did> refreshed = new CopyOnWriteArrayList<>();
    private final GuardedWebsockets sockets =
            new GuardedWebsockets(
                    _ -> List.of(),
                    Set.of(relay.place()),
                    WebLimits.Egress.STANDARD,
                    System::nanoTime);
    private final List<Feed.Stream> open = new ArrayList<>();

    RelayFeedTest() {
        Lexicons.record(registry, "com.example.note");
        documents.put(alice.did(), alice.document());
        documents.put(bob.did(), bob.document());
    }

    @AfterEach
    void close() {
        open.forEach(Feed.Stream::close);
        sockets.close();
        relay.close();
        store.close();
    }

    /// Knows the documents, and remembers those of the past.
    private final class Resolver implements DidResolver {
        @Override
        public Optional<DidDocument> resolve(Did did) {
            DidDocument document = cached.getOrDefault(did, documents.get(did));
            if (document == null) {
                throw new FetchException("away");
            }
            return Optional.of(document);
        }

        @Override
        public Optional<DidDocument> refresh(Did did) {
            refreshed.add(did);
            cached.remove(did);
            return resolve(did);
        }
    }

    private RelayFeed feed() {
        return new RelayFeed(
                new RelayFeed.Source(sockets, relay.url()),
                registry,
                new RelayFeed.Identities(new Resolver(), forgotten::add),
                settings,
                events,
                new Clocks(now::get, System::nanoTime),
                LIMITS);
    }

    private Feed.Stream after(long cursor) {
        Feed.Stream stream = feed().after(cursor);
        open.add(stream);
        return stream;
    }

    private Feed.Stream following() throws InterruptedException {
        Feed.Stream stream = after(0);
        until(stream, () -> !events.of("relay.connected").isEmpty());
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

    /// What the changes of the next item are, in few words.
    private static List<String> told(Feed.Stream stream) throws InterruptedException {
        return next(stream).changes().stream()
                .map(
                        change ->
                                switch (change) {
                                    case Change.Put put ->
                                            put.path().key()
                                                    + "="
                                                    + put.record().text("text").orElseThrow();
                                    case Change.Delete gone -> "-" + gone.path().key();
                                    case Change.Resync resync -> "resync " + resync.did();
                                    case Change.Account account -> account.status().toString();
                                    case Change.Identity identity -> identity.did().toString();
                                })
                .toList();
    }

    @Test
    void tellsOfVerifiedRecordsInTheirOrder() throws InterruptedException {
        Feed.Stream stream = following();

        relay.send(
                11, alice.commit(creates(NOTE + "a", "one"), creates("com.example.other/x", "-")));
        relay.send(12, bob.commit(creates("com.example.other/x", "nobody asked")));
        relay.send(14, alice.commit(updates(NOTE + "a", "two"), creates(NOTE + "b", "three")));
        relay.send(15, alice.commit(deletes(NOTE + "a")));

        Feed.Item first = next(stream);
        assertThat(first.cursor()).isEqualTo(11);
        assertThat(first.did()).isEqualTo(alice.did());
        assertThat(first.changes()).hasSize(1);
        Change.Put put = (Change.Put) first.changes().getFirst();
        assertThat(put.path()).isEqualTo(RecordPath.parse(NOTE + "a"));
        assertThat(put.record()).isEqualTo(RepoDouble.record("one"));
        assertThat(put.rev()).isPresent();
        assertThat(told(stream)).containsExactly("a=two", "b=three");
        assertThat(told(stream)).containsExactly("-a");
        assertThat(relay.calls()).containsExactly("/xrpc/com.atproto.sync.subscribeRepos");
    }

    @Test
    void followsCommitsWithoutWantedRecordsOfRepositoriesItKnows() throws InterruptedException {
        Feed.Stream stream = following();

        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        relay.send(2, alice.commit(creates("com.example.other/x", "-")));
        relay.send(3, alice.commit(creates(NOTE + "b", "two")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("b=two");
    }

    @Test
    void asksForTheRestAfterAGap() throws InterruptedException {
        Feed.Stream stream = following();

        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        alice.commit(creates(NOTE + "b", "lost"));
        relay.send(3, alice.commit(creates(NOTE + "c", "three")));
        relay.send(4, alice.commit(creates(NOTE + "d", "four")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("resync did:plc:alice");
        assertThat(told(stream)).containsExactly("d=four");
    }

    @Test
    void takesNoRevisionThatGoesBack() throws InterruptedException {
        Feed.Stream stream = following();
        Event.Commit first = alice.commit(creates(NOTE + "a", "one"));
        Event.Commit second = alice.commit(updates(NOTE + "a", "two"));

        relay.send(1, first);
        relay.send(2, second);
        relay.send(3, first);
        relay.send(4, second);
        relay.send(5, alice.commit(updates(NOTE + "a", "three")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("a=two");
        assertThat(told(stream)).containsExactly("a=three");
    }

    @Test
    void takesNothingThatTheAccountDidNotSign() throws InterruptedException {
        RepoDouble mallory = new RepoDouble("did:plc:alice", NOW.minusSeconds(60), 66);
        Feed.Stream stream = following();

        relay.send(1, mallory.commit(creates(NOTE + "a", "forged")));
        relay.send(2, mallory.commit(creates(NOTE + "b", "forged")));
        relay.send(3, alice.commit(creates(NOTE + "a", "real")));

        assertThat(told(stream)).containsExactly("a=real");
        assertThat(refreshed).containsExactly(alice.did());
    }

    @Test
    void asksForTheKeyAgainBeforeItRefuses() throws InterruptedException {
        cached.put(alice.did(), bob.document());
        Feed.Stream stream = following();

        relay.send(1, alice.commit(creates(NOTE + "a", "one")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(refreshed).containsExactly(alice.did());
    }

    @Test
    void takesNothingThatTheTreeDoesNotSay() throws InterruptedException {
        Feed.Stream stream = following();
        Event.Commit commit = alice.commit(creates(NOTE + "a", "one"), creates(NOTE + "b", "two"));
        List<RecordOp> fewer = commit.ops().subList(0, 1);
        List<RecordOp> renamed =
                List.of(
                        new RecordOp.Create(RecordPath.parse(NOTE + "z"), cid(commit.ops().get(0))),
                        commit.ops().get(1));

        relay.send(1, with(commit, fewer));
        relay.send(2, with(commit, renamed));
        relay.send(3, commit);

        assertThat(told(stream)).containsExactly("a=one", "b=two");
    }

    private static Cid cid(RecordOp op) {
        return ((RecordOp.Create) op).cid();
    }

    private static Event.Commit with(Event.Commit commit, List<RecordOp> ops) {
        return new Event.Commit(
                commit.did(),
                commit.commit(),
                commit.rev(),
                commit.since(),
                commit.prevData(),
                commit.blocks(),
                ops,
                commit.time());
    }

    @Test
    void asksForRepositoriesWhoseHostsDoNotSayWhatWasThere() throws InterruptedException {
        Feed.Stream stream = following();
        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        Event.Commit commit = alice.commit(updates(NOTE + "a", "two"));
        RecordOp silent =
                new RecordOp.Update(
                        RecordPath.parse(NOTE + "a"),
                        ((RecordOp.Update) commit.ops().getFirst()).cid(),
                        Optional.empty());
        relay.send(2, with(commit, List.of(silent)));
        relay.send(3, alice.commit(updates(NOTE + "a", "three")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("resync did:plc:alice");
        assertThat(told(stream)).containsExactly("resync did:plc:alice");
    }

    @Test
    void asksAgainForRepositoriesWhoseKeyWasNotFound() throws InterruptedException {
        documents.remove(alice.did());
        Feed.Stream stream = following();
        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        relay.send(2, alice.commit(creates(NOTE + "b", "two")));
        relay.send(3, bob.commit(creates(NOTE + "x", "meanwhile")));
        List<String> first = told(stream);
        List<String> second = told(stream);

        documents.put(alice.did(), alice.document());
        now.set(NOW.plusSeconds(60));
        relay.send(4, alice.commit(creates(NOTE + "c", "three")));
        relay.send(5, alice.commit(creates(NOTE + "d", "four")));

        assertThat(first).containsExactly("resync did:plc:alice");
        assertThat(second).containsExactly("x=meanwhile");
        assertThat(told(stream)).containsExactly("resync did:plc:alice");
        assertThat(told(stream)).containsExactly("d=four");
    }

    @Test
    void readsARepositoryAgainThatDeclaresAnotherState() throws InterruptedException {
        Feed.Stream stream = following();
        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        Event.Sync known = alice.sync();
        alice.commit(creates(NOTE + "b", "elsewhere"));
        Event.Sync other = alice.sync();
        RepoDouble mallory = new RepoDouble("did:plc:bob", NOW.minusSeconds(60), 66);
        mallory.commit(creates(NOTE + "b", "forged"));

        relay.send(2, known);
        relay.send(3, mallory.sync());
        relay.send(4, other);
        relay.send(5, alice.commit(creates(NOTE + "c", "three")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("resync did:plc:alice");
        assertThat(told(stream)).containsExactly("c=three");
    }

    @Test
    void tellsOfAccountsAndForgetsIdentities() throws InterruptedException {
        Feed.Stream stream = following();
        Handle handle = Handle.parse("alice.example.com");

        relay.send(1, new Event.Account(alice.did(), AccountStatus.TAKENDOWN, NOW));
        relay.send(2, new Event.Identity(alice.did(), Optional.of(handle), NOW));

        assertThat(next(stream).changes())
                .containsExactly(new Change.Account(alice.did(), AccountStatus.TAKENDOWN));
        assertThat(next(stream).changes())
                .containsExactly(new Change.Identity(alice.did(), Optional.of(handle)));
        assertThat(forgotten).containsExactly(alice.did());
    }

    @Test
    void goesOnAfterItsCursor() throws InterruptedException {
        relay.send(5, alice.commit(creates(NOTE + "a", "seen")));
        relay.send(6, bob.commit(creates(NOTE + "b", "new")));

        Feed.Stream stream = after(5);

        assertThat(told(stream)).containsExactly("b=new");
        assertThat(relay.calls().getFirst()).endsWith("?cursor=5");
    }

    @Test
    void connectsAgainAndGoesOn() throws InterruptedException {
        Feed.Stream stream = following();
        relay.send(5, alice.commit(creates(NOTE + "a", "one")));
        List<String> first = told(stream);
        relay.refuse("503 Service Unavailable");
        relay.cut();
        until(stream, () -> relay.calls().size() > 3);
        relay.send(6, alice.commit(creates(NOTE + "b", "two")));
        relay.refuse("");

        assertThat(first).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("b=two");
        assertThat(relay.calls().getLast()).endsWith("?cursor=5");
        assertThat(events.types())
                .containsExactly("relay.connected", "relay.disconnected", "relay.connected");
    }

    @Test
    void numbersGoOnGrowingWhenTheRelayBeginsAnew() throws InterruptedException {
        relay.say(EventFrame.Failure.FUTURE_CURSOR);
        Feed.Stream stream = after(1_000);
        until(stream, () -> events.of("relay.connected").size() >= 2);
        relay.send(1, alice.commit(creates(NOTE + "a", "one")));
        long first = next(stream).cursor();
        stream.close();
        relay.clear();
        relay.send(1, new Event.Account(alice.did(), AccountStatus.ACTIVE, NOW));
        relay.send(2, bob.commit(creates(NOTE + "b", "two")));

        long second = next(after(first)).cursor();

        assertThat(events.of("relay.gap")).hasSize(1);
        assertThat(first).isEqualTo(1_001);
        assertThat(second).isEqualTo(1_002);
        assertThat(relay.calls().getLast()).endsWith("?cursor=1");
    }

    @Test
    void tellsTheLogThatEventsAreMissing() throws InterruptedException {
        Feed.Stream stream = following();

        relay.say(EventFrame.Notice.OUTDATED_CURSOR);
        relay.send(1, alice.commit(creates(NOTE + "a", "one")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(events.of("relay.gap")).hasSize(1);
    }

    @Test
    void leavesOutWhatIsMalformed() throws InterruptedException {
        Feed.Stream stream = following();
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 0x81);

        relay.raw(new byte[0]);
        relay.raw(new byte[] {(byte) 0xff});
        relay.raw(deep);
        relay.raw(new byte[LIMITS.messageBytesMax() + 1]);
        relay.send(2, alice.commit(creates(NOTE + "a", "one")));
        relay.send(1, bob.commit(creates(NOTE + "b", "a number that goes back")));
        relay.send(3, alice.commit(creates(NOTE + "c", "three")));

        assertThat(told(stream)).containsExactly("a=one");
        assertThat(told(stream)).containsExactly("c=three");
        assertThat(relay.calls()).hasSize(1);
    }

    @Test
    void isAnotherFeedForAnotherRelay() {
        assertThat(feed().name()).isEqualTo("relay:" + relay.place());
    }
}
