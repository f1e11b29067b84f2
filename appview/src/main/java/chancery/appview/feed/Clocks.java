package chancery.appview.feed;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What time it is, and how much of it goes by.
///
/// @param nanos a clock for durations
public record Clocks(InstantSource clock, LongSupplier nanos) {}
