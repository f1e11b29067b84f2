package chancery.server;

import chancery.appview.json.JsonText;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Nsid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// The lexicons of the development mode, registered when they are missing: a record, a query that
/// lists it, and a procedure whose script updates or creates it.
final class DevLexicons {
    private static final Nsid STATUS = Nsid.parse("xyz.statusphere.status");
    private static final Nsid LIST = Nsid.parse("xyz.statusphere.listStatuses");
    private static final Nsid SET = Nsid.parse("xyz.statusphere.setStatus");

    private DevLexicons() {}

    static void register(Registry registry) {
        put(registry, STATUS, Options.NONE);
        put(registry, LIST, options(Optional.empty()));
        put(registry, SET, options(Optional.of(resource(SET.value() + ".lua"))));
    }

    private static Options options(Optional<String> script) {
        return new Options(
                Optional.of(STATUS),
                Action.UPSERT,
                script,
                Optional.empty(),
                OptionalLong.empty(),
                true);
    }

    private static void put(Registry registry, Nsid id, Options options) {
        if (registry.snapshot().find(id).isEmpty()) {
            registry.put(
                    JsonText.parseObject(resource(id.value() + ".json")), options, Origin.MANUAL);
        }
    }

    private static String resource(String name) {
        try (InputStream in = DevLexicons.class.getResourceAsStream("/dev/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
