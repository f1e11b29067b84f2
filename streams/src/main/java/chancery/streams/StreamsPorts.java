package chancery.streams;

import chancery.store.KeyValue;
import chancery.store.Sealer;
import chancery.store.column.ColumnFiles;
import chancery.streams.indexed.IndexedRecords;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What the streams need of the world.
///
/// @param nanos a clock for durations
/// @param random a secure source
/// @param indexed records of the AT Protocol
/// @param view where the tables of the analytic view are
public record StreamsPorts(
        KeyValue store,
        Sealer sealer,
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random,
        IndexedRecords indexed,
        ColumnFiles view) {}
