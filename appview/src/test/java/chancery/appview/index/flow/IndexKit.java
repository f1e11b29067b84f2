package chancery.appview.index.flow;

import chancery.appview.event.AppEvent;
import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Hooks;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.Listener;
import chancery.appview.index.TestHost;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.atproto.lexicon.Catalog;
import chancery.lua.Chunk;
import chancery.store.KeyValue;
import chancery.store.StoreBusyException;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.Tables;
import chancery.web.Loops;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// An index at work in memory, beside a host.
final class IndexKit implements AutoCloseable {
    static final String NOTE = "com.example.note";
    private static final long WAIT_NANOS = Duration.ofSeconds(60).toNanos();

    final TestHost host;
    final KeyValue store;
    final Registry registry;
    final List<AppEvent> events = new CopyOnWriteArrayList<>();
    final List<Change> heard = new CopyOnWriteArrayList<>();
    final AtomicReference<Throwable> broken = new AtomicReference<>();
    final Tables tables;
    final DeadLetters letters;
    final Indexing indexing;
    private final Loops loops;
    private boolean killed;

    IndexKit() {
        this(new TestHost(), new MemoryStore(System::nanoTime), tables());
    }

    IndexKit(TestHost host, KeyValue store, Tables tables) {
        this(host, store, tables, new NoHooks());
    }

    IndexKit(Hooks hooks) {
        this(new TestHost(), new MemoryStore(System::nanoTime), tables(), hooks);
    }

    IndexKit(Hooks hooks, int hooksMax) {
        this(new TestHost(), new MemoryStore(System::nanoTime), tables(), hooks, hooksMax);
    }

    IndexKit(TestHost host, KeyValue store, Tables tables, Hooks hooks) {
        this(host, store, tables, hooks, AppViewLimits.Indexing.STANDARD.hooksMax());
    }

    private IndexKit(TestHost host, KeyValue store, Tables tables, Hooks hooks, int hooksMax) {
        this.host = host;
        this.store = store;
        this.tables = tables;
        this.registry = new Registry(store, Catalog.EMPTY, IndexKit::noScript, clock());
        register(NOTE);
        this.letters = new DeadLetters(store, clock());
        this.indexing = new Indexing(ports(hooks), letters, limits(hooksMax));
        this.loops = new Loops((_, cause) -> broken.set(cause));
        indexing.start(loops);
    }

    static Tables tables() {
        return new MemoryTables(IndexSchema.SCHEMA);
    }

    static InstantSource clock() {
        return InstantSource.system();
    }

    /// Limits with short pauses.
    private static AppViewLimits limits(int hooksMax) {
        AppViewLimits.Indexing all = AppViewLimits.Indexing.STANDARD;
        return AppViewLimits.STANDARD.with(
                new AppViewLimits.Indexing(
                        all.eventsMax(),
                        all.bytesMax(),
                        all.recordBytes(),
                        all.references(),
                        all.hookAttempts(),
                        Duration.ofMillis(1),
                        hooksMax));
    }

    /// No type of records has a script.
    static final class NoHooks implements Hooks {
        @Override
        public boolean asks(Change change) {
            return false;
        }

        @Override
        public Verdict ask(Change change, String action) {
            throw new AssertionError("nobody asks for this");
        }
    }

    private IndexPorts ports(Hooks hooks) {
        return new IndexPorts(
                store,
                tables,
                registry,
                new IndexPorts.Local(host, host, host::tail),
                hooks,
                listener(),
                events::add,
                new IndexPorts.Time(clock(), System::nanoTime));
    }

    private static Chunk noScript(String name, String source) {
        throw new UnsupportedOperationException("no scripts here");
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void identity(Change.Identity change) {
                heard.add(change);
            }

            @Override
            public void resync(Change.Resync change) {
                heard.add(change);
            }

            @Override
            public void schema(Change change) {
                heard.add(change);
                if (heard.size() == 1) {
                    throw new StoreBusyException("no room");
                }
            }
        };
    }

    void register(String nsid) {
        String document =
                """
                {"lexicon": 1, "id": "%s", "defs": {"main": {"type": "record", "key": "any",
                 "record": {"type": "object", "properties": {}}}}}
                """
                        .formatted(nsid);
        registry.put(JsonText.parseObject(document), Options.NONE, Origin.MANUAL);
    }

    /// Follows one more feed.
    void follow(Feed feed) {
        indexing.follow(feed, loops);
    }

    /// All rows of a table by key, as they are.
    List<Row> rows(String table) {
        return tables.list(Query.of(table, 2_000)).rows();
    }

    List<String> uris() {
        return rows("records").stream().map(row -> row.text("uri")).toList();
    }

    /// What is in the table of records once all that the host has said is there.
    List<Row> fresh() {
        indexing.await();
        return rows("records");
    }

    /// Waits until something is so.
    static void until(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about");
            }
            Thread.sleep(2);
        }
    }

    /// Lets the process end so that it has no time for anything.
    void kill(boolean hard) {
        killed = hard;
    }

    @Override
    public void close() {
        loops.close();
        if (!killed) {
            indexing.close();
        }
    }
}
