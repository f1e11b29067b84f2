package chancery.server.appview;

import chancery.lua.runtime.Host;

import java.security.SecureRandom;
import java.time.InstantSource;

/// What scripts of the AppView have of the process: what they print goes nowhere.
public final class ScriptHost {
    private ScriptHost() {}

    public static Host of(InstantSource clock, SecureRandom random) {
        return new Host(
                System::nanoTime,
                System::nanoTime,
                clock,
                random::nextLong,
                _ -> {},
                _ -> {},
                Thread.ofVirtual().factory(),
                Thread::yield);
    }
}
