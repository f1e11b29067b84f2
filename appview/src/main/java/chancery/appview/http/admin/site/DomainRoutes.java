package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.domain.Domain;
import chancery.appview.domain.Domain.Rank;
import chancery.appview.domain.Domains;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;

/// `/admin/domains`.
public final class DomainRoutes {
    private final Domains domains;
    private final Events events;

    public DomainRoutes(Domains domains, Events events) {
        this.domains = domains;
        this.events = events;
    }

    public List<AdminRoute> routes() {
        Permission needs = Permission.SETTINGS_MANAGE;
        return List.of(
                AdminRoute.get("/domains", needs, this::list),
                AdminRoute.post("/domains", needs, this::add),
                AdminRoute.delete("/domains/{id}", needs, this::remove),
                AdminRoute.post("/domains/{id}/primary", needs, this::promote));
    }

    private Response list(AdminCall call) {
        List<Json> views = domains.all().stream().<Json>map(DomainRoutes::view).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response add(AdminCall call) {
        Domain domain = domains.add(Input.of(call.request()).text("url"));
        event(call, "domain.created", domain);
        return Answers.json(201, view(domain));
    }

    private Response remove(AdminCall call) {
        String id = call.part("id");
        event(call, "domain.deleted", domains.remove(id).orElseThrow(() -> absent(id)));
        return Answers.done();
    }

    private Response promote(AdminCall call) {
        String id = call.part("id");
        event(call, "domain.primary_changed", domains.promote(id).orElseThrow(() -> absent(id)));
        return Answers.done();
    }

    private static Refusal absent(String id) {
        return Errors.absent("domain '" + id + "' not found");
    }

    private void event(AdminCall call, String type, Domain domain) {
        events.add(AppEvent.info(type, domain.url(), Json.Members.EMPTY).by(call.caller().did()));
    }

    private static Json.Members view(Domain domain) {
        return Json.Members.builder()
                .put("id", domain.id())
                .put("url", domain.url())
                .put("is_primary", domain.rank() == Rank.PRIMARY)
                .put("created_at", Moment.text(domain.createdAt()))
                .put("updated_at", Moment.text(domain.updatedAt()))
                .build();
    }
}
