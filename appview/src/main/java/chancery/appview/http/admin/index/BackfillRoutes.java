package chancery.appview.http.admin.index;

import chancery.appview.access.Permission;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.index.backfill.BackfillJob;
import chancery.appview.index.backfill.BackfillJob.Target;
import chancery.appview.index.backfill.Backfills;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// `/admin/backfill`: reading what was there before anybody listened.
public final class BackfillRoutes {
    private final Backfills backfills;

    public BackfillRoutes(Backfills backfills) {
        this.backfills = backfills;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/backfill", Permission.BACKFILL_CREATE, this::create),
                AdminRoute.get("/backfill/status", Permission.BACKFILL_READ, this::status),
                AdminRoute.post("/backfill/{id}/cancel", Permission.BACKFILL_CREATE, this::cancel));
    }

    private Response create(AdminCall call) {
        Target target = target(Input.of(call.request()));
        BackfillJob job = backfills.create(target, Optional.of(call.caller().did()));
        return Answers.json(201, state(job));
    }

    private static Target target(Input input) {
        try {
            return new Target(
                    input.findText("collection").map(Nsid::parse),
                    input.findText("did").map(Did::parse));
        } catch (SyntaxException e) {
            throw Errors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private Response status(AdminCall call) {
        List<Json> jobs = backfills.all().stream().map(BackfillRoutes::view).toList();
        return Answers.json(200, new Json.Array(jobs));
    }

    private Response cancel(AdminCall call) {
        BackfillJob job =
                backfills
                        .find(call.part("id"))
                        .orElseThrow(() -> Errors.absent("backfill job not found"));
        BackfillJob now = backfills.cancel(job, Optional.of(call.caller().did()));
        return switch (now.status()) {
            case CANCELLING, CANCELLED -> Answers.json(200, state(now));
            case RUNNING, COMPLETED, FAILED ->
                    throw Errors.invalid(
                            "job is not running (status: " + now.status().wire() + ")");
        };
    }

    private static Json state(BackfillJob job) {
        return Json.Members.builder()
                .put("id", job.id())
                .put("status", job.status().wire())
                .build();
    }

    private static Json view(BackfillJob job) {
        String created = Moment.text(job.times().created());
        return Json.Members.builder()
                .put("id", job.id())
                .put("collection", job.target().collection().map(Nsid::value))
                .put("did", job.target().did().map(Did::value))
                .put("status", job.status().wire())
                .put("stage", job.stage().wire())
                .put("total_repos", job.counts().repos())
                .put("processed_repos", job.counts().processed())
                .put("total_records", job.counts().records())
                .put("error", job.error())
                .put("started_at", created)
                .put("completed_at", job.times().completed().map(Moment::text))
                .put("created_at", created)
                .build();
    }
}
