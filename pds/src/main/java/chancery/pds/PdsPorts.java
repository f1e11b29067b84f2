package chancery.pds;

import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.HandleResolver;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.lexicon.Catalog;
import chancery.store.Blobs;
import chancery.store.KeyValue;
import chancery.store.Sealer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the personal data server needs of the world.
///
/// @param store where everything is kept
/// @param scratch a folder for large archives on their way out
/// @param identity who is who on the network
/// @param catalog the schemas known at this moment
/// @param time clocks and random bytes
public record PdsPorts(
        KeyValue store,
        Blobs blobs,
        Sealer sealer,
        Path scratch,
        Identity identity,
        Supplier<Catalog> catalog,
        Time time) {

    /// Who is who on the network.
    public record Identity(PlcDirectory plc, DidResolver dids, HandleResolver handles) {}

    /// Clocks and random bytes.
    ///
    /// @param micros microseconds since 1970, for identifiers
    public record Time(InstantSource clock, LongSupplier micros, SecureRandom random) {}
}
