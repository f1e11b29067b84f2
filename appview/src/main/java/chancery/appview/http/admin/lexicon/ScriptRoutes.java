package chancery.appview.http.admin.lexicon;

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
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.registry.ScriptEntry;
import chancery.appview.registry.Snapshot.CompiledScript;
import chancery.appview.registry.Trigger;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// `/admin/scripts`: scripts that hang on triggers of their own.
public final class ScriptRoutes {
    private final Registry registry;
    private final Events events;
    private final AppViewLimits limits;

    public ScriptRoutes(Registry registry, Events events, AppViewLimits limits) {
        this.registry = registry;
        this.events = events;
        this.limits = limits;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/scripts", Permission.SCRIPTS_MANAGE, this::create),
                AdminRoute.get("/scripts", Permission.SCRIPTS_READ, this::list),
                AdminRoute.get("/scripts/{id}", Permission.SCRIPTS_READ, this::get),
                AdminRoute.patch("/scripts/{id}", Permission.SCRIPTS_MANAGE, this::change),
                AdminRoute.delete("/scripts/{id}", Permission.SCRIPTS_MANAGE, this::delete));
    }

    private Response create(AdminCall call) {
        Input input = Input.of(call.request());
        Trigger trigger = trigger(input.text("id"));
        return put(call, trigger, input.text("script"), input.findText("description"));
    }

    private Response change(AdminCall call) {
        ScriptEntry known = require(call);
        Input input = Input.of(call.request());
        Optional<String> description =
                input.members().contains("description")
                        ? input.findText("description")
                        : known.description();
        return put(
                call,
                known.trigger(),
                input.findText("script").orElse(known.source()),
                description);
    }

    private Response put(
            AdminCall call, Trigger trigger, String source, Optional<String> description) {
        Upload.requireSize(source, limits.lexicons());
        if (description.filter(this::tooLong).isPresent()) {
            throw Errors.invalid(
                    "description must be "
                            + limits.administration().descriptionUnits()
                            + " characters or fewer");
        }
        requireRoom(trigger);
        boolean fresh = register(trigger, source, description);
        event(call, fresh ? "script.created" : "script.updated", trigger);
        return Answers.json(
                fresh ? 201 : 200, view(find(trigger).orElseThrow(() -> absent(trigger.wire()))));
    }

    private boolean tooLong(String description) {
        return description.codePointCount(0, description.length())
                > limits.administration().descriptionUnits();
    }

    private void requireRoom(Trigger trigger) {
        int max = limits.lexicons().countMax();
        if (find(trigger).isEmpty() && registry.snapshot().scripts().size() >= max) {
            throw Errors.refusal(Refusal.Kind.CONFLICT, "at most " + max + " scripts");
        }
    }

    private boolean register(Trigger trigger, String source, Optional<String> description) {
        try {
            return registry.put(trigger, source, description);
        } catch (SyntaxException e) {
            throw Errors.invalid(LexiconRoutes.message(e));
        }
    }

    /// All scripts, or those whose trigger ends in `suffix`, the part after its colon.
    private Response list(AdminCall call) {
        Optional<String> suffix = call.query("suffix");
        List<Json> views =
                registry.snapshot().scripts().values().stream()
                        .map(CompiledScript::entry)
                        .filter(
                                entry ->
                                        suffix.filter(s -> !s.equals(entry.trigger().suffix()))
                                                .isEmpty())
                        .<Json>map(ScriptRoutes::view)
                        .toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response get(AdminCall call) {
        return Answers.json(200, view(require(call)));
    }

    private Response delete(AdminCall call) {
        Trigger trigger = require(call).trigger();
        if (!registry.remove(trigger)) {
            throw absent(trigger.wire());
        }
        event(call, "script.deleted", trigger);
        return Answers.done();
    }

    private ScriptEntry require(AdminCall call) {
        String id = call.part("id");
        return Optional.ofNullable(registry.snapshot().scripts().get(id))
                .map(CompiledScript::entry)
                .orElseThrow(() -> absent(id));
    }

    private Optional<ScriptEntry> find(Trigger trigger) {
        return registry.snapshot().script(trigger).map(CompiledScript::entry);
    }

    private static Trigger trigger(String text) {
        try {
            return Trigger.parse(text);
        } catch (SyntaxException e) {
            throw Errors.invalid("invalid script id: " + LexiconRoutes.message(e));
        }
    }

    private void event(AdminCall call, String type, Trigger trigger) {
        events.add(AppEvent.info(type, trigger.wire(), Json.Members.EMPTY).by(call.caller().did()));
    }

    private static Refusal absent(String id) {
        return Errors.absent("script '" + id + "' not found");
    }

    private static Json.Members view(ScriptEntry entry) {
        return Json.Members.builder()
                .put("id", entry.trigger().wire())
                .put("script", entry.source())
                .put("description", entry.description())
                .put("created_at", Moment.text(entry.createdAt()))
                .put("updated_at", Moment.text(entry.updatedAt()))
                .build();
    }
}
