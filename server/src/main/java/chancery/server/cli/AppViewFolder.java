package chancery.server.cli;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.Trigger;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.server.cli.AdminClient.ApiException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A folder with `lexicons/<nsid>.json`, beside each the sources `<nsid>.script.lua` and
/// `<nsid>.hook.lua` and the options `<nsid>.options.json`; `scripts/<kind>/<suffix>.lua`; and
/// `settings.json`.
final class AppViewFolder {
    private static final String SCRIPT = ".script.lua";
    private static final String HOOK = ".hook.lua";
    private static final String OPTIONS = ".options.json";
    private static final List<String> OPTION_NAMES =
            List.of("target_collection", "action", "token_cost", "backfill");

    private final Path folder;
    private final AdminClient client;

    AppViewFolder(Path folder, AdminClient client) {
        this.folder = folder;
        this.client = client;
    }

    /// Writes what the server has.
    void export(Consumer<String> told) throws ApiException, IOException {
        Path lexicons = Files.createDirectories(folder.resolve("lexicons"));
        for (Json.Members summary : list("/lexicons")) {
            String id = nsid(text(summary, "id"));
            export(lexicons, id, object("/lexicons/" + AdminClient.quoted(id)));
            told.accept("lexicon " + id);
        }
        for (Json.Members script : list("/scripts")) {
            Trigger trigger = trigger(text(script, "id"));
            Path place = Files.createDirectories(scripts().resolve(trigger.kind().wire()));
            Files.writeString(place.resolve(trigger.suffix() + ".lua"), text(script, "script"));
            told.accept("script " + trigger.wire());
        }
        Json.Builder settings = Json.Members.builder();
        for (Json.Members setting : list("/settings")) {
            if (setting.text("source").equals(Optional.of("database"))) {
                settings.put(text(setting, "key"), text(setting, "value"));
            }
        }
        Files.writeString(folder.resolve("settings.json"), settings.build().write() + "\n");
        told.accept("settings");
    }

    private static void export(Path lexicons, String id, Json.Members lexicon)
            throws ApiException, IOException {
        Json document =
                lexicon.find("lexicon_json")
                        .orElseThrow(() -> new ApiException("no lexicon " + id));
        Files.writeString(lexicons.resolve(id + ".json"), document.write() + "\n");
        write(lexicons.resolve(id + SCRIPT), lexicon.text("script"));
        write(lexicons.resolve(id + HOOK), lexicon.text("index_hook"));
        Json.Builder options = Json.Members.builder();
        for (String name : OPTION_NAMES) {
            lexicon.find(name)
                    .filter(value -> value != Json.Null.NULL)
                    .ifPresent(value -> options.put(name, value));
        }
        Files.writeString(lexicons.resolve(id + OPTIONS), options.build().write() + "\n");
    }

    private static void write(Path file, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            Files.writeString(file, text.get());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /// Uploads what the folder has.
    void load(Consumer<String> told) throws ApiException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        for (Path file : files(folder.resolve("lexicons"), ".json")) {
            if (!name(file).endsWith(OPTIONS)) {
                String id = name(file).substring(0, name(file).length() - ".json".length());
                call("POST", "/lexicons", lexicon(id, file));
                told.accept("lexicon " + id);
            }
        }
        for (Trigger.Kind kind : Trigger.Kind.values()) {
            for (Path file : files(scripts().resolve(kind.wire()), ".lua")) {
                String suffix = name(file).substring(0, name(file).length() - ".lua".length());
                Trigger trigger = trigger(kind.wire() + ":" + suffix);
                call(
                        "POST",
                        "/scripts",
                        Json.Members.builder()
                                .put("id", trigger.wire())
                                .put("script", Files.readString(file))
                                .build());
                told.accept("script " + trigger.wire());
            }
        }
        settings(told);
    }

    private void settings(Consumer<String> told) throws ApiException, IOException {
        Path file = folder.resolve("settings.json");
        if (!Files.exists(file)) {
            return;
        }
        for (Map.Entry<String, Json> setting : parsed(file).members().entrySet()) {
            call(
                    "PUT",
                    "/settings/" + AdminClient.quoted(setting.getKey()),
                    Json.Members.builder().put("value", setting.getValue()).build());
            told.accept("setting " + setting.getKey());
        }
    }

    private Json.Members lexicon(String id, Path file) throws ApiException, IOException {
        Path beside = folder.resolve("lexicons");
        Json.Builder body = Json.Members.builder().put("lexicon_json", parsed(file));
        if (Files.exists(beside.resolve(id + OPTIONS))) {
            body.putAll(parsed(beside.resolve(id + OPTIONS)).members());
        }
        if (Files.exists(beside.resolve(id + SCRIPT))) {
            body.put("script", Files.readString(beside.resolve(id + SCRIPT)));
        }
        if (Files.exists(beside.resolve(id + HOOK))) {
            body.put("index_hook", Files.readString(beside.resolve(id + HOOK)));
        }
        return body.build();
    }

    private Path scripts() {
        return folder.resolve("scripts");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> name(file).endsWith(ending)).sorted().toList();
        }
    }

    private static Json.Members parsed(Path file) throws ApiException, IOException {
        try {
            return JsonText.parseObject(Files.readString(file));
        } catch (SyntaxException e) {
            throw new ApiException(file + ": " + e.getMessage());
        }
    }

    /// A name that may be one of a file.
    private static String nsid(String text) throws ApiException {
        try {
            return Nsid.parse(text).value();
        } catch (SyntaxException e) {
            throw new ApiException("the server has a lexicon of an odd name: " + text);
        }
    }

    private static Trigger trigger(String text) throws ApiException {
        try {
            return Trigger.parse(text);
        } catch (SyntaxException e) {
            throw new ApiException(text + ": " + e.getMessage());
        }
    }

    private static String text(Json.Members object, String name) throws ApiException {
        return object.text(name)
                .orElseThrow(() -> new ApiException("the server's answer has no " + name));
    }

    private List<Json.Members> list(String path) throws ApiException {
        return AdminClient.objects(client.call("GET", path, Optional.empty()));
    }

    private Json.Members object(String path) throws ApiException {
        return AdminClient.object(client.call("GET", path, Optional.empty()));
    }

    private void call(String verb, String path, Json body) throws ApiException {
        client.call(verb, path, Optional.of(body));
    }
}
