package chancery.web.http;

import chancery.web.WebLimits;
import chancery.web.address.TrustedProxies;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;

/// What stands around every request: clock, limits, log and meters.
record Surroundings(
        WebLimits limits,
        TrustedProxies proxies,
        LongSupplier nanos,
        RequestIds ids,
        Meters meters,
        @Nullable AccessLog log) {
    /// Counts and logs a request that has ended.
    void ended(JettyRequest request, int status, long bytes, long startNanos) {
        long taken = nanos.getAsLong() - startNanos;
        meters.record(request.label().orElse("none"), status, taken);
        if (log != null) {
            log.write(request.entry(), status, bytes, taken / 1_000);
        }
    }
}
