package chancery.appview.http.admin.labeler;

import chancery.appview.access.Permission;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.label.Labelers;
import chancery.appview.label.Subscription;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;

/// `/admin/labelers`: whose labels are wanted here.
public final class LabelerRoutes {
    private final Labelers labelers;
    private final Events events;

    public LabelerRoutes(Labelers labelers, Events events) {
        this.labelers = labelers;
        this.events = events;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/labelers", Permission.LABELERS_CREATE, this::add),
                AdminRoute.get("/labelers", Permission.LABELERS_READ, this::list),
                AdminRoute.patch("/labelers/{did}", Permission.LABELERS_CREATE, this::change),
                AdminRoute.delete("/labelers/{did}", Permission.LABELERS_DELETE, this::remove));
    }

    private Response add(AdminCall call) {
        String did = Input.of(call.request()).text("did");
        if (!Did.valid(did)) {
            throw Errors.invalid("invalid DID: expected did:plc or did:web");
        }
        labelers.add(Did.parse(did));
        event(call, "labeler.added", did, Json.Members.EMPTY);
        return Response.empty(201);
    }

    private Response list(AdminCall call) {
        List<Json> views = labelers.list().stream().<Json>map(LabelerRoutes::view).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response change(AdminCall call) {
        String did = call.part("did");
        String status = Input.of(call.request()).text("status");
        if (!Did.valid(did) || !labelers.setStatus(Did.parse(did), status)) {
            throw absent(did);
        }
        event(call, "labeler.updated", did, Json.Members.builder().put("status", status).build());
        return Answers.done();
    }

    private Response remove(AdminCall call) {
        String did = call.part("did");
        if (!Did.valid(did) || !labelers.remove(Did.parse(did))) {
            throw absent(did);
        }
        event(call, "labeler.deleted", did, Json.Members.EMPTY);
        return Answers.done();
    }

    private static Refusal absent(String did) {
        return Errors.absent("labeler '" + did + "' not found");
    }

    private void event(AdminCall call, String type, String did, Json.Members detail) {
        events.add(AppEvent.info(type, did, detail).by(call.caller().did()));
    }

    private static Json.Members view(Labelers.Heard heard) {
        Subscription row = heard.subscription();
        return Json.Members.builder()
                .put("did", row.did().value())
                .put("status", row.status())
                .put("cursor", heard.cursor())
                .put("created_at", Moment.text(row.createdAt()))
                .put("updated_at", Moment.text(row.updatedAt()))
                .build();
    }
}
