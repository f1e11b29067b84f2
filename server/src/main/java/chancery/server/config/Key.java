package chancery.server.config;

import java.util.Locale;

/// A setting: its name, what it is when nobody says otherwise, and what it means.
///
/// @param name as in the file, `part.name-in-words`
/// @param kind how the text is read, for the documentation
/// @param serve the default of `serve`; empty when there is none
/// @param dev the default of `dev`
public record Key(String name, Kind kind, String serve, String dev, String meaning) {
    /// How the text of a setting is read.
    public enum Kind {
        TEXT,
        LIST,
        FLAG,
        NUMBER,
        /// `500ms`, `10s`, `5m`, `24h`.
        DURATION,
        /// Bytes: `512KiB`, `48MiB`, or a plain number.
        SIZE,
        URL,
        DID,
        ADDRESS,
        FOLDER,
        /// Never in the file: from the environment, another file, or a systemd credential.
        SECRET
    }

    /// The name in the environment.
    public String environmentName() {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// The part before the point: a table of the file.
    public String part() {
        return name.substring(0, name.indexOf('.'));
    }

    /// The part after the point.
    public String leaf() {
        return name.substring(name.indexOf('.') + 1);
    }

    String fallback(Mode mode) {
        return switch (mode) {
            case DEV -> dev;
            case SERVE -> serve;
        };
    }
}
