package chancery.appview.http.admin.job;

import chancery.appview.access.Permission;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.job.Job;
import chancery.appview.job.Job.Result;
import chancery.appview.job.Jobs;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// `/admin/jobs`: what runs in the background, and stopping it.
public final class JobRoutes {
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MAX = 100;

    private final Jobs jobs;

    public JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/jobs", Permission.JOBS_READ, this::list),
                AdminRoute.get("/jobs/{id}", Permission.JOBS_READ, this::get),
                change("cancel", Jobs::cancel),
                change("pause", Jobs::pause),
                change("resume", Jobs::resume));
    }

    private AdminRoute change(String verb, BiFunction<Jobs, Job, Optional<Job>> change) {
        return AdminRoute.post(
                "/jobs/{id}/" + verb,
                Permission.JOBS_MANAGE,
                call -> {
                    Job job = find(call);
                    Job after = change.apply(jobs, job).orElseThrow(() -> refused(verb, job));
                    return Answers.json(
                            200,
                            Json.Members.builder()
                                    .put("id", after.id())
                                    .put("status", after.status().wire())
                                    .build());
                });
    }

    private static Refusal refused(String verb, Job job) {
        return Errors.invalid("cannot " + verb + " a job that is " + job.status().wire());
    }

    private Response list(AdminCall call) {
        List<Json.Members> page =
                jobs.list().stream()
                        .filter(job -> fits(call, "status", job.status().wire()))
                        .filter(job -> fits(call, "type", job.type()))
                        .limit(limit(call))
                        .map(JobRoutes::shown)
                        .toList();
        return Answers.json(200, Json.Members.builder().put("jobs", page).build());
    }

    private static boolean fits(AdminCall call, String name, String value) {
        return call.query(name).map(value::equals).orElse(true);
    }

    private static int limit(AdminCall call) {
        try {
            return call.query("limit")
                    .map(Integer::parseInt)
                    .map(limit -> Math.clamp(limit, 1, LIST_MAX))
                    .orElse(LIST_DEFAULT);
        } catch (NumberFormatException _) {
            throw Errors.invalid("limit is a number");
        }
    }

    private Response get(AdminCall call) {
        return Answers.json(200, shown(find(call)));
    }

    private Job find(AdminCall call) {
        return jobs.find(call.part("id")).orElseThrow(() -> Errors.absent("job not found"));
    }

    private static Json.Members shown(Job job) {
        Json.Builder shown =
                Json.Members.builder()
                        .put("id", job.id())
                        .put("type", job.type())
                        .put("status", job.status().wire())
                        .put("input", job.input())
                        .put("progress", job.progress())
                        .put("created_by", job.creator().value())
                        .put("auth", job.caller().account().isPresent())
                        .put("created_at", job.times().created().toString())
                        .put("started_at", job.times().started().map(Instant::toString))
                        .put("completed_at", job.times().ended().map(Instant::toString));
        Json none = Json.Null.NULL;
        shown.put("result", none).put("error", none);
        job.result()
                .ifPresent(
                        result -> {
                            switch (result) {
                                case Result.Answer(var json) ->
                                        shown.put("result", JsonText.parse(json));
                                case Result.Failure(var message) -> shown.put("error", message);
                            }
                        });
        return shown.build();
    }
}
