package chancery.appview.index.flow;

import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.view.View;
import chancery.appview.truth.Kept;
import chancery.store.Log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/// Lets the tables follow the truth: works off its log, as much as is there at a time, and between
/// times forgets old deletions.
final class Follower {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int ENTRIES = 500;
    private static final long BYTES = 1 << 20;

    /// How long a deletion can be read of.
    private static final Duration TOLD = Duration.ofDays(3);

    private static final Duration FORGET = Duration.ofMinutes(1);
    private static final int FORGET_MAX = 1_000;

    private final View view;
    private final LongConsumer applied;
    private final Log log;
    private final InstantSource clock;
    private final Height height = new Height(-1);
    private Instant forgetAt = Instant.MIN;

    /// @param applied is told each position of the log that the tables have reached
    Follower(IndexTruth truth, View view, InstantSource clock, LongConsumer applied) {
        this.view = view;
        this.clock = clock;
        this.applied = applied;
        this.log = truth.log();
    }

    /// Makes the tables ready first; then waits for what is new and works it off.
    void turn() throws InterruptedException {
        long at = height.value();
        if (at < 0) {
            reach(view.open());
            return;
        }
        forget();
        if (log.await(at, IDLE)) {
            long tail = log.tail();
            List<Log.Entry> entries = log.after(at, ENTRIES, BYTES);
            reach(entries.isEmpty() ? tail : work(entries));
        }
    }

    /// A part at a time, so that changes need not wait.
    private void forget() {
        Instant now = clock.instant();
        if (now.isBefore(forgetAt)) {
            return;
        }
        if (view.forget(Kept.micros(now.minus(TOLD)), FORGET_MAX) < FORGET_MAX) {
            forgetAt = now.plus(FORGET);
        }
    }

    private long work(List<Log.Entry> entries) {
        long last = entries.getLast().position();
        view.apply(View.marks(entries.stream().map(Log.Entry::value).toList()), last);
        return last;
    }

    private void reach(long position) {
        height.raise(position);
        applied.accept(position);
    }

    /// The position that the tables have reached; negative before they are ready.
    Height height() {
        return height;
    }
}
