package chancery.streams.stream;

import java.util.List;
import java.util.Optional;

/// A name under which streams with certain settings are made.
///
/// @param streamsMax that a project may have of it at one time, deleted ones apart
public record Template(String name, Settings settings, int streamsMax) {
    private static final int STREAMS_MAX = 100;
    private static final long MILLION = 1_000_000;
    private static final int SIX_WEEKS = 42;
    private static final int YEAR = 365;

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
    private static final Settings TEST =
            new Settings(
                    StreamType.IMMUTABLE,
                    50 * MILLION,
                    50,
                    Optional.of(7),
                    Optional.of(7),
                    1,
                    Budget.TEST);

    /// The templates that every client knows, and the names that older ones still ask for.
    public static final List<Template> STANDARD =
            List.of(
                    new Template("ImmutableTestStream", TEST, STREAMS_MAX),
                    usual("BasicArchive", StreamType.IMMUTABLE),
                    usual("BasicLiveData", StreamType.MUTABLE),
                    usual("ImmutableDataStaging", StreamType.IMMUTABLE),
                    usual("ImmutableNormalizedData", StreamType.IMMUTABLE),
                    usual("ImmutableArchive", StreamType.IMMUTABLE),
                    usual("MutableTestStream", StreamType.MUTABLE),
                    usual("MutableLiveData", StreamType.MUTABLE));

    /// A template with the usual settings of its type.
    public static Template usual(String name, StreamType type) {
        Settings settings =
                switch (type) {
                    case IMMUTABLE -> ARCHIVE;
                    case MUTABLE -> LIVE;
                };
        return new Template(name, settings, STREAMS_MAX);
    }
}
