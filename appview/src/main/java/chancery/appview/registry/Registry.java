package chancery.appview.registry;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Snapshot.CompiledScript;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.lexicon.Lexicon;
import chancery.atproto.lexicon.LexiconLimits;
import chancery.atproto.lexicon.LexiconParser;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.Chunk;
import chancery.store.KeyValue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The lexicons and scripts of this server. A change is durable first and live for all threads
/// when the call returns; readers take a [Snapshot].
public final class Registry {
    private final Shelf<LexiconEntry> lexicons;
    private final Shelf<ScriptEntry> scripts;
    private final Catalog bundled;
    private final Compiler compiler;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot;

    /// Reads what is registered.
    ///
    /// @param bundled schemas that are there without being registered
    public Registry(KeyValue store, Catalog bundled, Compiler compiler, InstantSource clock) {
        this.lexicons = new Shelf<>(Place.registry(store), "lexicon", new LexiconCodec());
        this.scripts = new Shelf<>(Place.registry(store), "script", ScriptEntry.CODEC);
        this.bundled = bundled;
        this.compiler = compiler;
        this.clock = clock;
        SortedMap<String, Registered> live = new TreeMap<>();
        lexicons.all().forEach(entry -> live.put(entry.id().value(), compiled(entry)));
        SortedMap<String, CompiledScript> ready = new TreeMap<>();
        scripts.all().forEach(entry -> ready.put(entry.trigger().wire(), compiled(entry)));
        this.snapshot = new Snapshot(live, ready, catalog(live));
    }

    /// What is registered at this moment.
    public Snapshot snapshot() {
        return snapshot;
    }

    /// Runs after each change, on the thread that made it; quick.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Registers a lexicon in place of an earlier one of its name.
    ///
    /// @throws SyntaxException in the words an uploader sees
    public synchronized LexiconEntry put(Json.Members document, Options options, Origin origin) {
        Nsid id = Nsid.parse(document.text("id").orElse(""));
        Instant now = clock.instant();
        Optional<LexiconEntry> before = snapshot.find(id).map(Registered::entry);
        LexiconEntry entry =
                new LexiconEntry(
                        id,
                        before.map(LexiconEntry::revision).orElse(0L) + 1,
                        document,
                        options,
                        origin,
                        before.map(LexiconEntry::createdAt).orElse(now),
                        now);
        Registered registered = compiled(entry);
        SortedMap<String, Registered> live = new TreeMap<>(snapshot.lexicons());
        live.put(id.value(), registered);
        Snapshot next = new Snapshot(live, snapshot.scripts(), catalog(live));
        lexicons.put(id.value(), entry);
        publish(next);
        return entry;
    }

    /// Takes a lexicon away; whether there was one.
    public synchronized boolean remove(Nsid id) {
        SortedMap<String, Registered> live = new TreeMap<>(snapshot.lexicons());
        if (live.remove(id.value()) == null) {
            return false;
        }
        lexicons.remove(id.value());
        publish(new Snapshot(live, snapshot.scripts(), catalog(live)));
        return true;
    }

    /// Hangs a script on a trigger, in place of an earlier one; whether it is the first.
    ///
    /// @throws SyntaxException in the words an uploader sees
    public synchronized boolean put(Trigger trigger, String source, Optional<String> description) {
        Instant now = clock.instant();
        Optional<ScriptEntry> before = snapshot.script(trigger).map(CompiledScript::entry);
        Instant created = before.map(ScriptEntry::createdAt).orElse(now);
        ScriptEntry entry = new ScriptEntry(trigger, source, description, created, now);
        SortedMap<String, CompiledScript> ready = new TreeMap<>(snapshot.scripts());
        ready.put(trigger.wire(), compiled(entry));
        scripts.put(trigger.wire(), entry);
        publish(new Snapshot(snapshot.lexicons(), ready, snapshot.catalog()));
        return before.isEmpty();
    }

    /// Takes a script away; whether there was one.
    public synchronized boolean remove(Trigger trigger) {
        SortedMap<String, CompiledScript> ready = new TreeMap<>(snapshot.scripts());
        if (ready.remove(trigger.wire()) == null) {
            return false;
        }
        scripts.remove(trigger.wire());
        publish(new Snapshot(snapshot.lexicons(), ready, snapshot.catalog()));
        return true;
    }

    private void publish(Snapshot next) {
        snapshot = next;
        listeners.forEach(Runnable::run);
    }

    private Registered compiled(LexiconEntry entry) {
        LexiconType type = entry.type();
        return new Registered(
                entry,
                type,
                parse(entry.document()),
                entry.options().script().map(source -> compile(entry.id().value(), source)),
                entry.options().indexHook().map(source -> compile(entry.id().value(), source)));
    }

    private CompiledScript compiled(ScriptEntry entry) {
        return new CompiledScript(entry, compile(entry.trigger().wire(), entry.source()));
    }

    private Chunk compile(String name, String source) {
        return compiler.compile(name, source);
    }

    private static Lexicon parse(Json.Members document) {
        try {
            byte[] json = JsonText.write(document).getBytes(StandardCharsets.UTF_8);
            return new LexiconParser(LexiconLimits.STANDARD).parse(json);
        } catch (SyntaxException e) {
            throw new SyntaxException("failed to parse lexicon: " + e.getMessage());
        }
    }

    private Catalog catalog(SortedMap<String, Registered> live) {
        return bundled.with(live.values().stream().map(Registered::lexicon).toList());
    }
}
