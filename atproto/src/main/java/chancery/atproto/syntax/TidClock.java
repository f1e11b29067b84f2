package chancery.atproto.syntax;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The source of new TIDs of one process: each is greater than all before, however the wall clock
/// jumps and however many threads ask. Processes that share accounts need distinct clock ids.
public final class TidClock {
    private final LongSupplier micros;
    private final int clockId;
    private final AtomicLong last = new AtomicLong();

    /// @param micros microseconds since 1970, by the wall clock
    /// @param clockId 0 to 1023
    public TidClock(LongSupplier micros, int clockId) {
        if (clockId < 0 || clockId > Tid.CLOCK_ID_MAX) {
            throw new IllegalArgumentException("clock id " + clockId);
        }
        this.micros = micros;
        this.clockId = clockId;
    }

    /// The next identifier.
    public Tid next() {
        long now = micros.getAsLong();
        return Tid.of(last.updateAndGet(before -> Math.max(now, before + 1)), clockId);
    }

    /// An identifier greater than `prior`, which may come from elsewhere and from the future; the
    /// other identifiers of this clock do not follow it there.
    public Tid nextAfter(Tid prior) {
        Tid next = next();
        if (next.compareTo(prior) > 0) {
            return next;
        }
        if (prior.micros() == Tid.MICROS_MAX) {
            throw new SyntaxException("Invalid TID: none is greater than " + prior);
        }
        return Tid.of(prior.micros() + 1, clockId);
    }
}
