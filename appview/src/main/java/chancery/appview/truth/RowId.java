package chancery.appview.truth;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names of rows that say nothing: random UUIDs of version 4.
public final class RowId {
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VERSION = 0x4000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RowId() {}

    public static String random(RandomGenerator random) {
        long high = (random.nextLong() & VERSION_MASK) | VERSION;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }
}
