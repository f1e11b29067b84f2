package chancery.server;

import chancery.server.config.Secret;
import chancery.server.config.SecretFile;
import chancery.server.config.StoreConfig;
import chancery.store.MasterKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds the key that secrets at rest are sealed under: the one of the settings, or one beside the
/// data that is made at the first start.
final class MasterKeys {
    private static final String FILE = "master.key";

    private MasterKeys() {}

    static MasterKey of(StoreConfig config, RandomGenerator random) {
        Optional<Secret> given = config.masterKey();
        String digits =
                given.isPresent()
                        ? given.get().reveal()
                        : besideData(config.data().resolve(FILE), random);
        return MasterKey.of(HexFormat.of().parseHex(digits));
    }

    private static String besideData(Path file, RandomGenerator random) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[MasterKey.BYTES];
                random.nextBytes(bytes);
                SecretFile.create(file, HexFormat.of().formatHex(bytes) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartException("cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }
}
