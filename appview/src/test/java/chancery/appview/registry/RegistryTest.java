package chancery.appview.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// Lexicons and scripts that are live, and found again.
final class RegistryTest {
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12.123456Z");
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final Nsid LIST = Nsid.parse("com.example.list");

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Registry registry = open();

    private Registry open() {
        return new Registry(store, Catalog.EMPTY, RegistryTest::compile, () -> NOW);
    }

    private static Chunk compile(String name, String source) {
        try {
            return Lua.standard().compile("=" + name, source.getBytes(StandardCharsets.UTF_8));
        } catch (LuaSyntaxException e) {
            throw new SyntaxException("script compilation failed");
        }
    }

    private static Json.Members lexicon(Nsid id, String main) {
        return JsonText.parseObject(
                "{\"lexicon\":1,\"id\":\"" + id + "\",\"defs\":{\"main\":" + main + "}}");
    }

    private static Json.Members note() {
        return lexicon(
                NOTE,
                """
                {"type":"record","key":"tid","record":{"type":"object","required":["text"],
                 "properties":{"text":{"type":"string"}}}}
                """);
    }

    private static Json.Members list() {
        return lexicon(
                LIST,
                """
                {"type":"query","parameters":{"type":"params","properties":{}},
                 "output":{"encoding":"application/json"}}
                """);
    }

    private static Options script(String source) {
        return new Options(
                Optional.of(NOTE),
                Action.CREATE,
                Optional.of(source),
                Optional.empty(),
                OptionalLong.of(3),
                false);
    }

    @Test
    void isLiveWhenThePutReturns() {
        LexiconEntry entry = registry.put(note(), Options.NONE, Origin.MANUAL);

        assertThat(entry.revision()).isEqualTo(1);
        assertThat(registry.snapshot().collections()).containsExactly(NOTE);
        assertThat(registry.snapshot().indexes(NOTE)).isTrue();
        assertThat(registry.snapshot().catalog().main(NOTE)).isPresent();
    }

    @Test
    void countsRevisionsAndReplacesWhole() {
        registry.put(list(), script("function handle() end"), Origin.MANUAL);
        LexiconEntry second = registry.put(list(), Options.NONE, Origin.MANUAL);

        assertThat(second.revision()).isEqualTo(2);
        assertThat(registry.snapshot().find(LIST).orElseThrow().script()).isEmpty();
    }

    @Test
    void findsAllAgainAfterAStart() {
        registry.put(note(), Options.NONE, new Origin.Network(Did.parse("did:web:a.example"), NOW));
        registry.put(list(), script("function handle() end"), Origin.MANUAL);
        registry.put(
                Trigger.parse("job.run:nightly"), "function handle() end", Optional.of("at night"));

        Snapshot again = open().snapshot();

        assertThat(again.lexicons().values())
                .extracting(Registered::entry)
                .containsExactlyElementsOf(
                        registry.snapshot().lexicons().values().stream()
                                .map(Registered::entry)
                                .toList());
        assertThat(again.script(Trigger.parse("job.run:nightly")).orElseThrow().entry())
                .isEqualTo(
                        registry.snapshot()
                                .script(Trigger.parse("job.run:nightly"))
                                .orElseThrow()
                                .entry());
    }

    @Test
    void changesNothingWhenAScriptIsNoLua() {
        registry.put(list(), Options.NONE, Origin.MANUAL);

        assertThatThrownBy(() -> registry.put(list(), script("function handle("), Origin.MANUAL))
                .isInstanceOf(SyntaxException.class);

        assertThat(registry.snapshot().find(LIST).orElseThrow().entry().revision()).isEqualTo(1);
        assertThat(open().snapshot().find(LIST).orElseThrow().entry().revision()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoLexicon() {
        assertThatThrownBy(
                        () ->
                                registry.put(
                                        lexicon(NOTE, "{\"type\":\"record\",\"key\":7}"),
                                        Options.NONE,
                                        Origin.MANUAL))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("failed to parse lexicon: ");
        assertThat(registry.snapshot().all()).isEmpty();
    }

    @Test
    void takesLexiconsAndScriptsAway() {
        registry.put(note(), Options.NONE, Origin.MANUAL);
        Trigger trigger = Trigger.of(Trigger.Kind.RECORD_INDEX, NOTE);
        registry.put(trigger, "function handle() end", Optional.empty());

        assertThat(registry.remove(NOTE)).isTrue();
        assertThat(registry.remove(NOTE)).isFalse();
        assertThat(registry.remove(trigger)).isTrue();
        assertThat(registry.remove(trigger)).isFalse();
        assertThat(registry.snapshot().catalog().main(NOTE)).isEmpty();
        assertThat(open().snapshot().all()).isEmpty();
    }

    @Test
    void tellsListenersOfEachChange() {
        AtomicInteger changes = new AtomicInteger();
        registry.onChange(changes::incrementAndGet);

        registry.put(note(), Options.NONE, Origin.MANUAL);
        registry.remove(NOTE);

        assertThat(changes).hasValue(2);
    }
}
