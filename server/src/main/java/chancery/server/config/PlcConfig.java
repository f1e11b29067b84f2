package chancery.server.config;

import java.net.URI;
import java.util.Optional;

/// The did:plc directory.
///
/// @param url empty for the one in this process
public record PlcConfig(Optional<URI> url) {
    private static final String INSIDE = "inside";

    static PlcConfig read(Values values) {
        boolean inside = values.text(Keys.PLC_URL).equals(INSIDE);
        return new PlcConfig(inside ? Optional.empty() : values.url(Keys.PLC_URL));
    }

    /// Whether the directory is part of this process.
    public boolean inside() {
        return url.isEmpty();
    }
}
