package chancery.streams.http.traffic;

import chancery.streams.limit.StreamsLimits;

import java.time.InstantSource;

/// Both ways in which requests are counted: how many there are, and how much they carry.
///
/// @param idle whether nothing is counted
public record Counters(Traffic traffic, Budgets budgets, boolean idle) {
    /// Counters of one server.
    public static Counters of(StreamsLimits.Traffic limits, InstantSource clock) {
        var meter = new Meter(limits, clock);
        return new Counters(new Traffic(meter), new Budgets(meter), limits.factor() == 0);
    }
}
