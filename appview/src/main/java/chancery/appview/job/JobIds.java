package chancery.appview.job;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names of jobs: random UUIDs.
final class JobIds {
    private JobIds() {}

    static String next(RandomGenerator random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
