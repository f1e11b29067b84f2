package chancery.appview.http;

import chancery.appview.json.Json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Moments as answers show them: UTC, microseconds, texts of one length.
public final class Moment {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Moment() {}

    public static String text(Instant instant) {
        return FORMAT.format(instant);
    }

    /// The text, or `null` when there is no moment.
    public static Json json(Optional<Instant> instant) {
        return Json.of(instant.map(Moment::text).orElse(null));
    }
}
