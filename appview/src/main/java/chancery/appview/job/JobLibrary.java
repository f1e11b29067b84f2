package chancery.appview.job;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Trigger;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Did;
import chancery.lua.host.Abort;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.web.Refusal;

import java.time.Duration;
import java.util.List;

/// Makes jobs, and lets their scripts say how far they are.
public final class JobLibrary implements HostLibrary {
    private static final LuaString AUTH = LuaString.of("auth");

    private final Jobs jobs;
    private final AppViewLimits.Jobs limits;

    public JobLibrary(Jobs jobs, AppViewLimits.Jobs limits) {
        this.jobs = jobs;
        this.limits = limits;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "jobs.create",
                        "Has the script of `job.run:<type>` run later. Needs a caller.",
                        List.of(
                                Parameter.required(
                                        "type",
                                        new ParameterType.Text(Trigger.JOB_TYPE_MAX),
                                        "which script"),
                                Parameter.optional(
                                        "input",
                                        new ParameterType.Any(),
                                        "what the script finds in `job.input`"),
                                Parameter.optional(
                                        "options",
                                        new ParameterType.Table(),
                                        "`auth = true` to run it in the caller's name")),
                        "the id of the job",
                        this::create),
                new HostFunction(
                        "job.progress",
                        "Says how far the job is. Only in scripts of jobs.",
                        List.of(
                                Parameter.required(
                                        "progress",
                                        new ParameterType.Table(),
                                        "anything that is JSON")),
                        "nothing",
                        this::progress),
                new HostFunction(
                        "job.should_stop",
                        "Tells whether somebody asked the job to stop. Only in scripts of jobs.",
                        List.of(),
                        "true or false",
                        call -> jobs.stopping(job(call))),
                new HostFunction(
                        "job.wait",
                        "Waits, but no longer than until the job should stop. Only in scripts of"
                                + " jobs.",
                        List.of(
                                Parameter.required(
                                        "seconds", new ParameterType.Real(), "how long")),
                        "nothing",
                        this::await));
    }

    private Object create(HostCall call) {
        Run run = call.context(Run.class);
        AppCaller caller = run.occasion().caller();
        Did creator =
                caller.account()
                        .orElseThrow(
                                () ->
                                        new LuaError(
                                                "jobs.create requires authentication (no"
                                                        + " caller_did)"));
        String type = call.text(1).toString();
        if (!Trigger.jobType(type)) {
            throw call.wrong(1, "no type of a job: " + type);
        }
        Json input = call.has(2) ? JsonLua.toJson(call.state(), call.value(2)) : Json.Null.NULL;
        boolean auth = call.has(3) && call.table(3).get(AUTH) == Boolean.TRUE;
        run.chargeWrites(1);
        run.act();
        try {
            AppCaller name = auth ? caller : new AppCaller.Anonymous();
            return LuaString.of(call.await(() -> jobs.create(type, input, creator, name).id()));
        } catch (IllegalArgumentException e) {
            throw new LuaError("jobs.create: " + e.getMessage());
        }
    }

    private static String job(HostCall call) {
        if (call.context(Run.class).occasion() instanceof Occasion.Job job) {
            return job.id();
        }
        throw new LuaError("only scripts of jobs have a job");
    }

    private Object progress(HostCall call) {
        String id = job(call);
        Json said = JsonLua.toJson(call.state(), call.table(1));
        try {
            jobs.progress(id, said);
        } catch (IllegalArgumentException e) {
            throw new LuaError("job.progress: " + e.getMessage());
        }
        return Nil.NIL;
    }

    private Object await(HostCall call) {
        String id = job(call);
        double seconds = call.real(1);
        if (!(seconds >= 0) || seconds > limits.waitMax().toSeconds()) {
            throw call.wrong(1, "number outside 0 to " + limits.waitMax().toSeconds());
        }
        return call.await(
                () -> {
                    await(id, Duration.ofMillis((long) (seconds * 1000)));
                    return Nil.NIL;
                });
    }

    private void await(String id, Duration wait) {
        try {
            jobs.await(id, wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Abort(
                    new Refusal(Refusal.Kind.UNAVAILABLE, "", "the server stops during a job"));
        }
    }
}
