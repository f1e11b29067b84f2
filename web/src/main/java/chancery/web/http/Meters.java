package chancery.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// How long requests take, by what is called and by status class.
final class Meters {
    private static final int CLASSES = 6;

    private final MeterRegistry registry;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String call, int status, long nanos) {
        timers.computeIfAbsent(call, this::create)[status / 100 % CLASSES].record(
                nanos, TimeUnit.NANOSECONDS);
    }

    private Timer[] create(String call) {
        Timer[] created = new Timer[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            created[i] =
                    Timer.builder("chancery.http.requests")
                            .tag("call", call)
                            .tag("status", i + "xx")
                            .register(registry);
        }
        return created;
    }
}
