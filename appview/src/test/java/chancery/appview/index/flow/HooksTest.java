package chancery.appview.index.flow;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Hooks;
import chancery.appview.index.Hooks.Verdict;
import chancery.appview.index.TestHost;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.letter.DeadLetter;
import chancery.appview.index.letter.DeadLetters.Which;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.store.KeyValue;
import chancery.store.memory.MemoryStore;
import chancery.store.table.Row;
import chancery.store.table.Tables;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

final class HooksTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");
    private static final Did CAROL = Did.parse("did:plc:cccccccccccccccccccccccc");
    private static final String PATH = "com.example.note/1";

    /// What a script of the notes does.
    @FunctionalInterface
    private interface Script {
        Verdict ask(Change change, String action) throws Hooks.HookException;
    }

    private static Hooks notes(Script script) {
        return new Hooks() {
            @Override
            public boolean asks(Change change) {
                return switch (change) {
                    case Change.Put put -> note(put.path().toString());
                    case Change.Delete delete -> note(delete.path().toString());
                    case Change.Account _, Change.Identity _, Change.Resync _ -> false;
                };
            }

            @Override
            public Verdict ask(Change change, String action) throws HookException {
                return script.ask(change, action);
            }
        };
    }

    private static boolean note(String path) {
        return path.startsWith(IndexKit.NOTE + "/");
    }

    private static Verdict store(String json) {
        return new Verdict.Store(JsonText.parseObject(json));
    }

    private static List<String> texts(IndexKit kit) {
        return kit.rows("records").stream().map(row -> row.json("record")).toList();
    }

    @Test
    void storesWhatTheScriptMadeOfIt() throws Exception {
        try (var kit = new IndexKit(notes((_, action) -> store("{\"by\":\"" + action + "\"}")))) {
            kit.host.put(ALICE, PATH, "{\"n\":1}");
            IndexKit.until(() -> texts(kit).equals(List.of("{\"by\":\"create\"}")));
            Row first = kit.rows("records").getFirst();

            kit.host.put(ALICE, PATH, "{\"n\":2}");
            IndexKit.until(() -> texts(kit).equals(List.of("{\"by\":\"update\"}")));

            assertThat(kit.rows("records").getFirst().text("created_at"))
                    .isEqualTo(first.text("created_at"));
            assertThat(kit.events)
                    .extracting(AppEvent::type)
                    .startsWith("hook.executed", "record.created", "hook.executed");
            assertThat(kit.events.getFirst().detail().write())
                    .isEqualTo(
                            "{\"action\":\"create\",\"attempts\":1,\"collection\":"
                                    + "\"com.example.note\",\"lexicon_id\":\"com.example.note\"}");
        }
    }

    @Test
    void skipsWhatTheScriptDoesNotWant() throws Exception {
        try (var kit = new IndexKit(notes((_, _) -> new Verdict.Skip()))) {
            kit.host.put(ALICE, PATH, "{}");
            IndexKit.until(() -> kit.events.size() == 2);

            assertThat(kit.fresh()).isEmpty();
            assertThat(kit.events)
                    .extracting(AppEvent::type)
                    .containsExactly("hook.executed", "record.skipped");
            assertThat(kit.events.getLast().detail().text("reason"))
                    .isEqualTo(Optional.of("hook returned nil"));
        }
    }

    @Test
    @DisplayName("a deletion goes on unless the script answers nil")
    void letsADeletionBeVetoed() throws Exception {
        var verdicts = new CopyOnWriteArrayList<Verdict>(List.of(new Verdict.Skip()));
        Script script =
                (_, action) ->
                        action.equals("delete") ? verdicts.getFirst() : new Verdict.Proceed();
        try (var kit = new IndexKit(notes(script))) {
            kit.host.put(ALICE, PATH, "{}");
            kit.host.delete(ALICE, PATH);
            IndexKit.until(() -> kit.events.size() == 4);
            IndexKit.until(() -> kit.rows("records").size() == 1);

            verdicts.set(0, store("{}"));
            kit.host.delete(ALICE, PATH);
            IndexKit.until(() -> kit.rows("records").isEmpty());

            IndexKit.until(() -> kit.events.getLast().type().equals("record.deleted"));
        }
    }

    @Test
    @DisplayName("a version whose change was vetoed is still shown when the tables are made anew")
    void keepsWhatStaysAfterVeto() throws Exception {
        var host = new TestHost();
        var store = new MemoryStore(System::nanoTime);
        Script script = (_, action) -> action.equals("create") ? new Verdict.Proceed() : veto();
        try (var kit = new IndexKit(host, store, IndexKit.tables(), notes(script))) {
            host.put(ALICE, PATH, "{\"n\":1}");
            host.put(ALICE, PATH, "{\"n\":2}");
            host.put(BOB, PATH, "{\"n\":3}");
            host.delete(BOB, PATH);
            IndexKit.until(() -> vetoes(kit) == 2);
        }

        try (var kit = new IndexKit(host, store, IndexKit.tables(), notes(script))) {
            kit.fresh();
            assertThat(texts(kit)).containsExactly("{\"n\":1}", "{\"n\":3}");
        }
    }

    @Test
    @DisplayName("a version from before there was a script stays, too, when its change is vetoed")
    void keepsWhatStoodBeforeTheScript() throws Exception {
        var host = new TestHost();
        var store = new MemoryStore(System::nanoTime);
        Tables tables = IndexKit.tables();
        try (var kit = new IndexKit(host, store, tables)) {
            host.put(ALICE, PATH, "{\"n\":1}");
            host.put(BOB, PATH, "{\"n\":3}");
            assertThat(kit.fresh()).hasSize(2);
        }
        try (var kit = new IndexKit(host, store, tables, notes((_, _) -> veto()))) {
            host.put(ALICE, PATH, "{\"n\":2}");
            host.delete(BOB, PATH);
            IndexKit.until(() -> vetoes(kit) == 2 && keeps(store, ALICE) && keeps(store, BOB));
        }

        try (var kit = new IndexKit(host, store, IndexKit.tables(), notes((_, _) -> veto()))) {
            kit.fresh();
            assertThat(texts(kit)).containsExactly("{\"n\":1}", "{\"n\":3}");
        }
    }

    @Test
    @DisplayName("what was vetoed is not shown when the version before it is lost")
    void neverShowsWhatWasVetoed() throws Exception {
        var host = new TestHost();
        var store = new MemoryStore(System::nanoTime);
        try (var kit = new IndexKit(host, store, IndexKit.tables())) {
            host.put(ALICE, PATH, "{\"n\":1}");
            assertThat(kit.fresh()).hasSize(1);
        }
        host.put(ALICE, PATH, "{\"n\":2}");

        try (var kit = new IndexKit(host, store, IndexKit.tables(), notes((_, _) -> veto()))) {
            IndexKit.until(() -> vetoes(kit) == 1);
            IndexKit.until(() -> kit.rows("records").isEmpty());
        }
    }

    private static Verdict veto() {
        return new Verdict.Skip();
    }

    /// Whether a version of the record is kept beside its row.
    private static boolean keeps(KeyValue store, Did did) {
        return new IndexTruth(store).row(new RecordName(did, RecordPath.parse(PATH))).orElseThrow()
                instanceof IndexRow.Live(_, _, _, _, Body.Text _);
    }

    private static long vetoes(IndexKit kit) {
        return kit.events.stream().filter(event -> event.type().equals("record.skipped")).count();
    }

    @Test
    @DisplayName("after four attempts a dead letter is left, and the record is indexed as it came")
    void buriesAHookThatFailsForGood() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Script script =
                (_, _) -> {
                    attempts.incrementAndGet();
                    throw new Hooks.HookException("boom");
                };
        try (var kit = new IndexKit(notes(script))) {
            kit.host.put(ALICE, PATH, "{\"n\":1}");
            IndexKit.until(() -> texts(kit).equals(List.of("{\"n\":1}")));

            List<DeadLetter> letters =
                    kit.letters.page(Which.OPEN, Optional.empty(), Optional.empty(), 10);

            assertThat(attempts).hasValue(4);
            assertThat(letters).hasSize(1);
            assertThat(letters.getFirst().error()).isEqualTo("boom");
            assertThat(letters.getFirst().attempts()).isEqualTo(4);
            assertThat(letters.getFirst().action()).isEqualTo("create");
            assertThat(letters.getFirst().record()).hasValue("{\"n\":1}");
            assertThat(kit.events.getFirst().type()).isEqualTo("hook.dead_lettered");
            assertThat(kit.events.getFirst().severity()).isEqualTo(AppEvent.Severity.ERROR);
        }
    }

    @Test
    void deletesWhenTheScriptOfADeletionFails() throws Exception {
        Script script =
                (_, action) -> {
                    if (action.equals("delete")) {
                        throw new Hooks.HookException("boom");
                    }
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(script))) {
            kit.host.put(ALICE, PATH, "{}");
            IndexKit.until(() -> texts(kit).size() == 1);

            kit.host.delete(ALICE, PATH);

            IndexKit.until(() -> texts(kit).isEmpty());
            assertThat(kit.letters.count(Which.OPEN)).isOne();
        }
    }

    @Test
    void triesAgainUntilItGoesWell() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Script script =
                (_, _) -> {
                    if (attempts.incrementAndGet() < 4) {
                        throw new Hooks.HookException("not yet");
                    }
                    return store("{\"ok\":true}");
                };
        try (var kit = new IndexKit(notes(script))) {
            kit.host.put(ALICE, PATH, "{}");

            IndexKit.until(() -> texts(kit).equals(List.of("{\"ok\":true}")));

            assertThat(kit.letters.count(Which.OPEN)).isZero();
            assertThat(kit.events.getFirst().detail().integer("attempts")).hasValue(4);
        }
    }

    @Test
    void holdsBackNobodyElseAndNoReader() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Script script =
                (change, _) -> {
                    if (change.did().equals(ALICE)) {
                        await(open);
                    }
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(script))) {
            kit.register("com.example.plain");
            kit.host.put(ALICE, PATH, "{\"n\":1}");
            kit.host.put(ALICE, PATH, "{\"n\":2}");
            kit.host.put(ALICE, "com.example.plain/1", "{\"n\":3}");
            kit.host.put(BOB, PATH, "{\"n\":4}");

            assertThat(kit.fresh()).extracting(r -> r.json("record")).contains("{\"n\":3}");
            IndexKit.until(() -> texts(kit).equals(List.of("{\"n\":3}", "{\"n\":4}")));
            open.countDown();

            IndexKit.until(() -> texts(kit).equals(List.of("{\"n\":2}", "{\"n\":3}", "{\"n\":4}")));
        }
    }

    @Test
    void losesNoChangeThatABackfillHasFoundToo() throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        Script script =
                (_, _) -> {
                    entered.countDown();
                    await(released);
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(script))) {
            kit.host.put(ALICE, PATH, "{\"n\":1}");
            entered.await();
            Change found =
                    new Change.Put(
                            ALICE,
                            RecordPath.parse(PATH),
                            JsonText.parseObject("{\"n\":2}"),
                            Optional.of(new TestHost().put(ALICE, PATH, "{\"n\":2}").cid()),
                            Optional.empty(),
                            IndexKit.clock().instant());
            Thread backfill = Thread.ofVirtual().start(() -> kit.indexing.found(List.of(found)));
            IndexKit.until(() -> backfill.getState() == Thread.State.WAITING);
            kit.host.put(ALICE, PATH, "{\"n\":2}");
            kit.fresh();

            released.countDown();
            IndexKit.until(() -> texts(kit).equals(List.of("{\"n\":2}")));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void asksOnceAboutWhatTwoFeedsSay() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Script script =
                (_, _) -> {
                    asked.incrementAndGet();
                    await(open);
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(script))) {
            TestHost elsewhere = new TestHost();
            elsewhere.put(BOB, PATH, "{\"n\":1}");
            for (String name : List.of("one", "two")) {
                kit.follow(new NamedFeed(name, new LocalFeed(elsewhere, _ -> true)));
            }
            IndexKit.until(() -> asked.get() == 1);
            open.countDown();
            IndexKit.until(() -> texts(kit).equals(List.of("{\"n\":1}")));

            elsewhere.put(BOB, "com.example.note/2", "{\"n\":2}");
            IndexKit.until(() -> texts(kit).size() == 2);

            assertThat(asked).hasValue(2);
        }
    }

    /// A feed under another name.
    private record NamedFeed(String name, Feed inner) implements Feed {
        @Override
        public Stream after(long cursor) {
            return inner.after(cursor);
        }
    }

    @Test
    void keepsTheOrderOfARepository() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        Script script =
                (change, _) -> {
                    seen.add(((Change.Put) change).record().write());
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(script))) {
            for (int i = 0; i < 50; i++) {
                kit.host.put(ALICE, "com.example.note/" + i % 3, "{\"n\":" + i + "}");
            }

            IndexKit.until(() -> seen.size() == 50);

            assertThat(seen).startsWith("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
            assertThat(seen).endsWith("{\"n\":47}", "{\"n\":48}", "{\"n\":49}");
        }
    }

    @Test
    void asksNoMoreScriptsAtOneTimeThanMayBe() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger begun = new AtomicInteger();
        Script parked =
                (_, _) -> {
                    begun.incrementAndGet();
                    gate.acquireUninterruptibly();
                    return new Verdict.Proceed();
                };
        try (var kit = new IndexKit(notes(parked), 2)) {
            kit.register("com.example.other");
            kit.host.put(ALICE, PATH, "{}");
            kit.host.put(BOB, PATH, "{}");
            kit.host.put(CAROL, PATH, "{}");
            kit.host.put(CAROL, "com.example.other/1", "{}");
            IndexKit.until(() -> begun.get() == 2 && texts(kit).size() == 1);
            int together = begun.get();
            gate.release();
            IndexKit.until(() -> begun.get() == 3);
            gate.release(2);
            IndexKit.until(() -> texts(kit).size() == 4);

            assertThat(together).isEqualTo(2);
        }
    }
}
