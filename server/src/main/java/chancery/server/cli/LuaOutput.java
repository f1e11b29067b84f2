package chancery.server.cli;

import chancery.lua.runtime.LuaString;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// What a script prints: collected, and written at the latest some milliseconds later while the
/// script runs.
final class LuaOutput {
    private static final int BUFFER = 1 << 16;
    private static final long OLD_NANOS = 20_000_000;

    private final PrintStream target;
    private final BufferedOutputStream buffer;
    private long waitingSince;
    private boolean waiting;

    /// Nobody reads the output any more.
    @SuppressWarnings("serial") // never leaves the process
    static final class Closed extends Error {
        Closed() {
            super("nobody reads the output", null, false, false);
        }
    }

    LuaOutput(PrintStream target) {
        this.target = target;
        buffer = new BufferedOutputStream(target, BUFFER);
    }

    void write(LuaString text) {
        try {
            buffer.write(text.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!waiting) {
            waiting = true;
            waitingSince = System.nanoTime();
        }
    }

    void flush() {
        waiting = false;
        try {
            buffer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (target.checkError()) {
            throw new Closed();
        }
    }

    void flushWhenOld() {
        if (waiting && System.nanoTime() - waitingSince > OLD_NANOS) {
            flush();
        }
    }
}
