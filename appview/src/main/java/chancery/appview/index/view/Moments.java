package chancery.appview.index.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Moments as the tables of the index have them: texts of one length that sort as they are.
public final class Moments {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Moments() {}

    /// The text of a moment, given in microseconds since 1970.
    public static String text(long micros) {
        return FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
