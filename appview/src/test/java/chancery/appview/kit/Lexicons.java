package chancery.appview.kit;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.Lua;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.store.KeyValue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Registries of small lexicons.
public final class Lexicons {
    private Lexicons() {}

    /// A registry that compiles with the standard Lua and asks for no `handle()`.
    public static Registry registry(KeyValue store, InstantSource clock) {
        return new Registry(
                store,
                Catalog.EMPTY,
                (name, source) -> {
                    try {
                        return Lua.standard()
                                .compile("=" + name, source.getBytes(StandardCharsets.UTF_8));
                    } catch (LuaSyntaxException e) {
                        throw new SyntaxException("script compilation failed");
                    }
                },
                clock);
    }

    /// Registers a record type with one text.
    public static void record(Registry registry, String nsid) {
        registry.put(record(nsid), Options.NONE, Origin.MANUAL);
    }

    /// A record type with one text.
    public static Json.Members record(String nsid) {
        return JsonText.parseObject(
                """
                {"lexicon":1,"id":"%s","defs":{"main":{"type":"record","key":"any","record":
                 {"type":"object","required":["text"],"properties":{"text":{"type":"string"}}}}}}
                """
                        .formatted(nsid));
    }
}
