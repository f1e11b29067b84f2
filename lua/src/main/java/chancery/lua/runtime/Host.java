package chancery.lua.runtime;

import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a state needs of the process around it.
///
/// @param nanoTime for deadlines
/// @param cpuNanos CPU time since some start, for `os.clock`
/// @param clock for `os.time` and `os.date`, which know UTC alone
/// @param seed of `math.random`, asked twice when a state first needs it
/// @param output what `print` writes, a line at a time with its end
/// @param warnings what `warn` writes, a line at a time without its end
/// @param coroutines starts the threads of coroutines: virtual ones that nothing but their
/// coroutine holds
/// @param pause runs between slices of a few thousand steps, for a host that shares its threads
public record Host(
        LongSupplier nanoTime,
        LongSupplier cpuNanos,
        InstantSource clock,
        LongSupplier seed,
        Consumer<LuaString> output,
        Consumer<LuaString> warnings,
        ThreadFactory coroutines,
        Runnable pause) {}
