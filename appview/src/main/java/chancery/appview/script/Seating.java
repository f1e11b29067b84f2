package chancery.appview.script;

import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Nsid;
import chancery.lua.host.Abort;
import chancery.lua.runtime.Budget;
import chancery.web.Refusal;

import java.time.Duration;

/// Bounds how many scripts run at one time, so that their memory fits into the heap. Methods wait
/// beside methods of other names, hooks beside those of other types of records; a job is one at a
/// time already. What a script calls runs in its caller's seat.
public final class Seating {
    /// Nobody waits for a hook, and no more than a few loops ask for one.
    private static final Duration HOOK_WAIT = Duration.ofDays(1);

    private final AppViewLimits.Running limits;
    private final Area calls;
    private final Area hooks;

    public Seating(AppViewLimits.Running limits) {
        this.limits = limits;
        this.calls =
                new Area(
                        new Seats(limits.calls(), limits.waitingMax()),
                        new Seats(limits.largeCalls(), limits.calls()),
                        limits.patience());
        this.hooks =
                new Area(
                        new Seats(limits.hooks(), Integer.MAX_VALUE),
                        new Seats(limits.largeHooks(), limits.hooks()),
                        HOOK_WAIT);
    }

    /// For runs that nobody bounds: jobs, of which there is one, and what stands alone.
    static final Seat NOWHERE = new Alone();

    /// Seats of one kind, and those for what needs much memory.
    private record Area(Seats small, Seats large, Duration patience) {}

    /// A seat for a script that nobody's script called.
    ///
    /// @throws Refusal of kind `UNAVAILABLE` when none became free in time
    Seat take(Occasion occasion) {
        return switch (occasion) {
            case Occasion.Query query -> new Taken(calls, query.method().value());
            case Occasion.Procedure procedure -> new Taken(calls, procedure.method().value());
            case Occasion.Hook hook ->
                    new Taken(hooks, hook.uri().collection().map(Nsid::value).orElse(""));
            case Occasion.Label _ -> new Taken(hooks, "labels");
            case Occasion.Job _ -> NOWHERE;
        };
    }

    /// Where a script runs, with all that it calls.
    sealed interface Seat extends AutoCloseable {
        /// Lets a run have a small part of its memory, and the rest when it needs it.
        void bound(Budget budget);

        @Override
        void close();
    }

    /// One of many. For one run at a time.
    private final class Taken implements Seat {
        private final Area area;
        private final String who;
        private boolean large;

        private Taken(Area area, String who) {
            this.area = area;
            this.who = who;
            area.small.take(who, area.patience);
        }

        @Override
        public void bound(Budget budget) {
            if (!large) {
                budget.holdBack(limits.smallBytes(), () -> grow(budget));
            }
        }

        private void grow(Budget budget) {
            if (large) {
                return;
            }
            Duration left = Duration.ofNanos(Math.max(0, budget.nanosLeft()));
            try {
                area.large.take(who, left.compareTo(area.patience) < 0 ? left : area.patience);
                large = true;
            } catch (Refusal busy) {
                throw new Abort(busy);
            }
        }

        @Override
        public void close() {
            if (large) {
                area.large.leave(who);
            }
            area.small.leave(who);
        }
    }

    private static final class Alone implements Seat {
        @Override
        public void bound(Budget budget) {
            // Its memory is set apart.
        }

        @Override
        public void close() {
            // Nobody waits for it.
        }
    }
}
