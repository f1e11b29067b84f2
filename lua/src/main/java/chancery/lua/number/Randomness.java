package chancery.lua.number;

import java.util.function.LongSupplier;

/// The numbers of `math.random`: xoshiro256**, seeded as Lua seeds it, so that a script that sets
/// its seed sees the same numbers everywhere.
public final class Randomness {
    private static final int DISCARDED = 16;

    private final LongSupplier seeds;
    private long one;
    private long two;
    private long three;
    private long four;

    /// Seeded by two numbers.
    public Randomness(LongSupplier seeds) {
        this.seeds = seeds;
        reseed();
    }

    /// Starts over from two numbers of the host's, which are answered.
    public long[] reseed() {
        long[] both = {seeds.getAsLong(), seeds.getAsLong()};
        seed(both[0], both[1]);
        return both;
    }

    /// Starts over.
    public void seed(long first, long second) {
        one = first;
        two = 0xff;
        three = second;
        four = 0;
        for (int i = 0; i < DISCARDED; i++) {
            next();
        }
    }

    /// Any 64 bits.
    public long next() {
        long result = Long.rotateLeft(two * 5, 7) * 9;
        long shifted = two << 17;
        three ^= one;
        four ^= two;
        two ^= three;
        one ^= four;
        three ^= shifted;
        four = Long.rotateLeft(four, 45);
        return result;
    }

    /// A number from 0 to a limit, which is unsigned and included, made of 64 random bits and more
    /// of them where these do not do.
    public long upTo(long limit, long bits) {
        if ((limit & (limit + 1)) == 0) {
            return bits & limit;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(limit);
        long candidate = bits & mask;
        while (Long.compareUnsigned(candidate, limit) > 0) {
            candidate = next() & mask;
        }
        return candidate;
    }
}
