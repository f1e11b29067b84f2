package chancery.appview.script;

import chancery.appview.limit.AppViewLimits;
import chancery.lua.runtime.BudgetLimits;

import java.time.Duration;

/// What scripts may use, by why they run.
///
/// @param call of queries and procedures
/// @param hook of what is asked about records and labels
/// @param job of background jobs, whose steps nobody will notice
public record Budgets(BudgetLimits call, BudgetLimits hook, BudgetLimits job) {
    /// What a server runs with.
    public static Budgets of(AppViewLimits limits) {
        BudgetLimits call = BudgetLimits.DEFAULT;
        return new Budgets(
                call,
                within(call.steps(), call.bytes(), limits.scripts().hookTime()),
                within(Long.MAX_VALUE / 2, limits.jobs().bytes(), limits.scripts().jobTime()));
    }

    /// The same where a job may allocate no more than this.
    public Budgets withJob(long bytesMax) {
        return new Budgets(
                call, hook, within(job.steps(), Math.min(job.bytes(), bytesMax), job.time()));
    }

    private static BudgetLimits within(long steps, long bytes, Duration time) {
        BudgetLimits call = BudgetLimits.DEFAULT;
        return new BudgetLimits(steps, bytes, time, call.callDepth(), call.coroutines());
    }

    BudgetLimits of(Occasion occasion) {
        return switch (occasion) {
            case Occasion.Query _, Occasion.Procedure _ -> call;
            case Occasion.Hook _, Occasion.Label _ -> hook;
            case Occasion.Job _ -> job;
        };
    }
}
