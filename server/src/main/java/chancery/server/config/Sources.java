package chancery.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The texts of settings, from where they were found: command line first, then environment, then
/// file. Secrets come from the environment, from a file that a setting names, or from systemd.
final class Sources {
    private static final Set<String> SECRET_FILES =
            Keys.all().stream()
                    .filter(key -> key.kind() == Key.Kind.SECRET)
                    .map(key -> key.name() + "-file")
                    .collect(Collectors.toSet());

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> file;
    private final Environment environment;
    private final Faults faults;

    /// @param file settings by name, lists joined by commas
    /// @param overrides settings by name, from the command line
    Sources(
            Map<String, String> file,
            Environment environment,
            Map<String, String> overrides,
            Faults faults) {
        this.file = file;
        this.environment = environment;
        this.faults = faults;
        texts.putAll(file);
        for (Key key : Keys.all()) {
            String text = environment.variables().get(key.environmentName());
            if (text != null) {
                texts.put(key.name(), text);
            }
        }
        texts.putAll(overrides);
        checkNames();
    }

    private void checkNames() {
        Set<String> known = Keys.all().stream().map(Key::name).collect(Collectors.toSet());
        for (String name : file.keySet().stream().sorted().toList()) {
            if (!known.contains(name) && !SECRET_FILES.contains(name)) {
                faults.add(name + ": unknown setting");
            }
        }
        for (Key key : Keys.all()) {
            if (key.kind() == Key.Kind.SECRET && file.containsKey(key.name())) {
                faults.add(
                        key.name()
                                + ": a secret does not stand in this file; name a file with "
                                + key.name()
                                + "-file, or set "
                                + key.environmentName());
            }
        }
    }

    /// The text of a setting that is no secret.
    Optional<String> find(Key key) {
        return Optional.ofNullable(texts.get(key.name()));
    }

    /// The text of a secret: of a file its first line.
    Optional<Secret> secret(Key key) {
        return secretLines(key)
                .map(lines -> new Secret(lines.isEmpty() ? "" : lines.getFirst().strip()));
    }

    /// The secrets of a setting that has several: one a line, in the environment also parted by
    /// `;`. Empty lines and those that begin with `#` say nothing.
    List<Secret> secrets(Key key) {
        return secretLines(key).orElse(List.of()).stream()
                .flatMap(String::lines)
                .flatMap(line -> line.startsWith("#") ? Stream.empty() : parts(line))
                .map(Secret::new)
                .toList();
    }

    private static Stream<String> parts(String line) {
        return Stream.of(line.split(";", -1)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private Optional<List<String>> secretLines(Key key) {
        String direct = environment.variables().get(key.environmentName());
        if (direct != null) {
            return Optional.of(List.of(direct));
        }
        return secretFile(key).flatMap(path -> read(key, path));
    }

    private Optional<Path> secretFile(Key key) {
        String named = environment.variables().get(key.environmentName() + "_FILE");
        if (named == null) {
            named = file.get(key.name() + "-file");
        }
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        String credentials = environment.variables().get("CREDENTIALS_DIRECTORY");
        return Optional.ofNullable(credentials)
                .map(folder -> Path.of(folder).resolve(key.name()))
                .filter(Files::isRegularFile);
    }

    private Optional<List<String>> read(Key key, Path path) {
        try {
            if (SecretFile.isOpenToOthers(path)) {
                faults.add(key.name() + ": " + path + " can be read by others; make its mode 0600");
                return Optional.empty();
            }
            return Optional.of(Files.readAllLines(path));
        } catch (IOException e) {
            faults.add(key.name() + ": cannot read " + path);
            return Optional.empty();
        }
    }
}
