package chancery.server.config;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The store.
///
/// @param masterKey hexadecimal digits; empty for a key beside the data
public record StoreConfig(
        Path data,
        long cacheBytes,
        long streamCacheBytes,
        View view,
        long diskReserveBytes,
        Optional<Secret> masterKey) {
    private static final int KEY_DIGITS = 64;
    private static final int THREADS_MAX = 256;

    /// The analytic view of streams.
    ///
    /// @param threads 0 for as many as there are processors
    public record View(long memoryBytes, int threads) {}

    static StoreConfig read(Values values, Mode mode) {
        Optional<Secret> key = values.secret(Keys.STORE_MASTER_KEY);
        if (mode == Mode.SERVE && key.isEmpty()) {
            values.fault(
                    Keys.STORE_MASTER_KEY,
                    "is missing: name a file that holds it with store.master-key-file");
        }
        if (key.isPresent() && !fits(key.get().reveal())) {
            values.fault(Keys.STORE_MASTER_KEY, "is not 64 hexadecimal digits");
        }
        return new StoreConfig(
                Path.of(values.text(Keys.STORE_DATA)),
                values.size(Keys.STORE_CACHE),
                values.size(Keys.STORE_STREAM_CACHE),
                new View(
                        values.size(Keys.STORE_VIEW_MEMORY),
                        values.number(Keys.STORE_VIEW_THREADS, 0, THREADS_MAX)),
                values.size(Keys.STORE_DISK_RESERVE),
                key);
    }

    /// The store in a folder, as a check of it needs it.
    ///
    /// @throws ConfigException when the master key is not usable
    public static StoreConfig of(String data, Environment environment) {
        var faults = new Faults();
        var sources =
                new Sources(Map.of(), environment, Map.of(Keys.STORE_DATA.name(), data), faults);
        StoreConfig config = read(new Values(sources, Mode.DEV, faults), Mode.DEV);
        faults.throwAny();
        return config;
    }

    private static boolean fits(String digits) {
        return digits.length() == KEY_DIGITS && digits.chars().allMatch(HexFormat::isHexDigit);
    }
}
