package chancery.appview.http.admin.lexicon;

import chancery.appview.access.Permission;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// `/admin/lexicons`: what operators upload. An upload replaces all that was set before.
public final class LexiconRoutes {
    private final Registry registry;
    private final Events events;
    private final AppViewLimits.Lexicons limits;

    public LexiconRoutes(Registry registry, Events events, AppViewLimits.Lexicons limits) {
        this.registry = registry;
        this.events = events;
        this.limits = limits;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/lexicons", Permission.LEXICONS_CREATE, this::upload),
                AdminRoute.get("/lexicons", Permission.LEXICONS_READ, this::list),
                AdminRoute.get("/lexicons/{id}", Permission.LEXICONS_READ, this::get),
                AdminRoute.delete("/lexicons/{id}", Permission.LEXICONS_DELETE, this::delete));
    }

    private Response upload(AdminCall call) {
        Upload upload = Upload.of(Input.of(call.request()), limits);
        requireRoom(upload.document());
        LexiconEntry entry = register(upload);
        boolean fresh = entry.revision() == 1;
        events.add(
                AppEvent.info(
                                fresh ? "lexicon.created" : "lexicon.updated",
                                entry.id().value(),
                                LexiconView.event(entry))
                        .by(call.caller().did()));
        Json.Members answer =
                Json.Members.builder()
                        .put("id", entry.id().value())
                        .put("revision", entry.revision())
                        .build();
        return Answers.json(fresh ? 201 : 200, answer);
    }

    private LexiconEntry register(Upload upload) {
        try {
            return registry.put(upload.document(), upload.options(), Origin.MANUAL);
        } catch (SyntaxException e) {
            throw Errors.invalid(message(e));
        }
    }

    private void requireRoom(Json.Members document) {
        boolean known = find(document.text("id").orElse("")).isPresent();
        if (!known && registry.snapshot().lexicons().size() >= limits.countMax()) {
            throw Errors.refusal(
                    Refusal.Kind.CONFLICT, "at most " + limits.countMax() + " lexicons");
        }
    }

    private Response list(AdminCall call) {
        List<Json.Members> summaries =
                registry.snapshot().all().stream()
                        .map(Registered::entry)
                        .map(LexiconView::summary)
                        .toList();
        return Answers.json(200, new Json.Array(List.copyOf(summaries)));
    }

    private Response get(AdminCall call) {
        String id = call.part("id");
        LexiconEntry entry = find(id).orElseThrow(() -> absent(id)).entry();
        return Answers.json(200, LexiconView.detail(entry));
    }

    private Response delete(AdminCall call) {
        String id = call.part("id");
        if (!Nsid.valid(id) || !registry.remove(Nsid.parse(id))) {
            throw absent(id);
        }
        events.add(
                AppEvent.info("lexicon.deleted", id, Json.Members.EMPTY).by(call.caller().did()));
        return Answers.done();
    }

    private Optional<Registered> find(String id) {
        return Nsid.valid(id) ? registry.snapshot().find(Nsid.parse(id)) : Optional.empty();
    }

    private static Refusal absent(String id) {
        return Errors.absent("lexicon '" + id + "' not found");
    }

    static String message(SyntaxException e) {
        String message = e.getMessage();
        return message == null ? "invalid lexicon" : message;
    }
}
