package chancery.server.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

import java.util.function.ToDoubleFunction;

/// Meters about the process itself, and a place for those of the parts.
public final class ProcessMeters {
    private final MeterRegistry meters;

    public ProcessMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Memory, threads, processor, open files and uptime.
    public void bindAll() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }

    /// A number that a part knows at any time.
    public <T> void gauge(String name, String meaning, T part, ToDoubleFunction<T> value) {
        Gauge.builder(name, part, value).description(meaning).register(meters);
    }
}
