package chancery.server.records;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Shows on one line of a terminal how far an import is; elsewhere nothing.
public final class Progress {
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final int BAR = 30;
    private static final double NANOS = 1e9;

    private final Optional<PrintStream> terminal;
    private final long total;
    private final LongSupplier nanos;
    private final long start;
    private long shown;
    private int width;

    /// @param total bytes of the file, 0 when nobody knows
    /// @param nanos a clock for durations
    public Progress(Optional<PrintStream> terminal, long total, LongSupplier nanos) {
        this.terminal = terminal;
        this.total = total;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.shown = start - PAUSE_NANOS;
    }

    /// So many bytes are read, and so many records stored.
    void at(long bytes, long records) {
        long now = nanos.getAsLong();
        if (terminal.isEmpty() || now - shown < PAUSE_NANOS) {
            return;
        }
        shown = now;
        show(terminal.get(), line(bytes, records, now - start));
    }

    private void show(PrintStream out, String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        out.flush();
        width = line.length();
    }

    private String line(long bytes, long records, long taken) {
        double seconds = Math.max(taken, 1) / NANOS;
        String done =
                String.format(
                        Locale.ROOT, "%,d records, %,d/s", records, (long) (records / seconds));
        if (total == 0) {
            return done;
        }
        double part = Math.min(1.0, (double) bytes / total);
        int filled = (int) (part * BAR);
        String bar = "#".repeat(filled) + "-".repeat(BAR - filled);
        String left =
                part > 0
                        ? String.format(
                                Locale.ROOT, ", %d s left", (long) (seconds * (1 - part) / part))
                        : "";
        return String.format(Locale.ROOT, "[%s] %3d %%  %s%s", bar, (int) (part * 100), done, left);
    }

    /// Takes the line away.
    void end() {
        if (terminal.isPresent() && width > 0) {
            show(terminal.get(), "");
            terminal.get().print("\r");
            terminal.get().flush();
        }
    }
}
