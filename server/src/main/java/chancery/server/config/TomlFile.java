package chancery.server.config;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a TOML file into settings by name: one level of tables, lists joined by commas.
public final class TomlFile {
    private TomlFile() {}

    /// The settings of the file.
    ///
    /// @throws ConfigException when it cannot be read
    public static Map<String, String> read(Path path) {
        try {
            return parse(Files.readString(path));
        } catch (IOException e) {
            throw new ConfigException(List.of("cannot read " + path));
        }
    }

    static Map<String, String> parse(String text) {
        JsonNode tree;
        try {
            tree = new TomlMapper().readTree(text);
        } catch (JacksonException e) {
            throw new ConfigException(
                    List.of(
                            "not TOML, at line "
                                    + e.getLocation().getLineNr()
                                    + ": "
                                    + e.getOriginalMessage()));
        }
        Map<String, String> settings = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table : tree.properties()) {
            if (table.getValue().isObject()) {
                table.getValue()
                        .properties()
                        .forEach(e -> add(settings, faults, table.getKey(), e));
            } else {
                faults.add(table.getKey() + ": a setting stands in a table, as [http]");
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return settings;
    }

    private static void add(
            Map<String, String> settings,
            List<String> faults,
            String table,
            Map.Entry<String, JsonNode> entry) {
        String name = table + "." + entry.getKey();
        JsonNode value = entry.getValue();
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asString()));
            settings.put(name, String.join(",", items));
        } else if (value.isObject()) {
            faults.add(name + ": unknown setting");
        } else {
            settings.put(name, value.asString());
        }
    }
}
