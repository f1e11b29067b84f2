package chancery.streams.stream;

import java.util.List;
import java.util.Optional;

/// A name under which streams with certain settings are made.
public record Template(String name, Settings settings) {
    private static final long MILLION = 1_000_000;
    private static final int SIX_WEEKS = 42;
    private static final int YEAR = 365;

    private static final Settings TEST =
            new Settings(StreamType.IMMUTABLE, 50 * MILLION, 50, Optional.of(7), Optional.of(7), 1);
    private static final Settings ARCHIVE =
            new Settings(
                    StreamType.IMMUTABLE,
                    50 * MILLION,
                    50,
                    Optional.empty(),
                    Optional.of(YEAR),
                    SIX_WEEKS);
    private static final Settings LIVE =
            new Settings(
                    StreamType.MUTABLE,
                    5 * MILLION,
                    15,
                    Optional.empty(),
                    Optional.empty(),
                    SIX_WEEKS);

    /// The templates that every client knows, and the names that older ones still ask for.
    public static final List<Template> STANDARD =
            List.of(
                    new Template("ImmutableTestStream", TEST),
                    new Template("BasicArchive", ARCHIVE),
                    new Template("BasicLiveData", LIVE),
                    new Template("ImmutableDataStaging", ARCHIVE),
                    new Template("ImmutableNormalizedData", ARCHIVE),
                    new Template("ImmutableArchive", ARCHIVE),
                    new Template("MutableTestStream", LIVE),
                    new Template("MutableLiveData", LIVE));
}
