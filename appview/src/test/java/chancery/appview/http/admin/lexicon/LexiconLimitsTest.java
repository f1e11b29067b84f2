package chancery.appview.http.admin.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.Events;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.atproto.lexicon.Catalog;
import chancery.lua.Lua;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// How many lexicons and scripts there may be.
final class LexiconLimitsTest {
    private static final AppViewLimits ALL = AppViewLimits.STANDARD;
    private static final AppViewLimits LIMITS =
            new AppViewLimits(
                    new AppViewLimits.Lexicons(2, 1_000, 1_000),
                    ALL.queries(),
                    ALL.scripts(),
                    ALL.indexing(),
                    ALL.clients(),
                    ALL.sessions(),
                    ALL.jobs(),
                    ALL.administration(),
                    ALL.eventLog(),
                    ALL.network());
    private static final Events NONE = _ -> {};

    private final Registry registry =
            new Registry(
                    new MemoryStore(System::nanoTime),
                    Catalog.EMPTY,
                    (name, source) ->
                            Lua.standard()
                                    .compile("=" + name, source.getBytes(StandardCharsets.UTF_8)),
                    () -> Instant.EPOCH);
    private final AdminServer server =
            new AdminServer(
                    Stream.concat(
                                    new LexiconRoutes(registry, NONE, LIMITS.lexicons())
                                            .routes().stream(),
                                    new ScriptRoutes(registry, NONE, LIMITS).routes().stream())
                            .toList(),
                    List.of());

    @AfterEach
    void close() {
        server.close();
    }

    private int upload(String name) {
        return server.post(
                        "/admin/lexicons",
                        "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example."
                                + name
                                + "\",\"defs\":{}}}")
                .status();
    }

    private int script(String name) {
        return server.post(
                        "/admin/scripts",
                        "{\"id\":\"job.run:" + name + "\",\"script\":\"function handle() end\"}")
                .status();
    }

    @Test
    void takesAsManyLexiconsAsThereMayBe() {
        assertThat(List.of(upload("a"), upload("b"), upload("c"), upload("b")))
                .containsExactly(201, 201, 409, 200);
        assertThat(registry.snapshot().lexicons()).hasSize(2);
    }

    @Test
    void takesAsManyScriptsAsThereMayBe() {
        assertThat(List.of(script("a"), script("b"), script("c"), script("b")))
                .containsExactly(201, 201, 409, 200);
        assertThat(registry.snapshot().scripts()).hasSize(2);
    }
}
