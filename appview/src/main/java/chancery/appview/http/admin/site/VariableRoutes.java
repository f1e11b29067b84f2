package chancery.appview.http.admin.site;

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
import chancery.appview.setting.Variables;
import chancery.web.http.Response;

import java.util.List;

/// `/admin/script-variables`: what scripts see as `env`. No answer and no event shows a value.
public final class VariableRoutes {
    private final Variables variables;
    private final Events events;
    private final Named bounds;

    public VariableRoutes(Variables variables, Events events, AppViewLimits.Administration limits) {
        this.variables = variables;
        this.events = events;
        this.bounds = new Named("script variable", limits);
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/script-variables", Permission.SCRIPT_VARIABLES_CREATE, this::set),
                AdminRoute.get("/script-variables", Permission.SCRIPT_VARIABLES_READ, this::list),
                AdminRoute.delete(
                        "/script-variables/{key}",
                        Permission.SCRIPT_VARIABLES_DELETE,
                        this::unset));
    }

    private Response set(AdminCall call) {
        Input input = Input.of(call.request());
        String key = input.text("key");
        String value = input.text("value");
        bounds.requireName(key);
        bounds.requireValue(value);
        if (!variables.env().containsKey(key)) {
            bounds.requireRoom(variables.env().size());
        }
        variables.set(key, value);
        event(call, "script_variable.upserted", key);
        return Answers.done();
    }

    private Response list(AdminCall call) {
        List<Json> views = variables.list().stream().<Json>map(VariableRoutes::view).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response unset(AdminCall call) {
        String key = call.part("key");
        if (!variables.unset(key)) {
            throw Errors.absent("script variable '" + key + "' not found");
        }
        event(call, "script_variable.deleted", key);
        return Answers.done();
    }

    private void event(AdminCall call, String type, String key) {
        events.add(AppEvent.info(type, key, Json.Members.EMPTY).by(call.caller().did()));
    }

    private static Json.Members view(Variables.Variable variable) {
        return Json.Members.builder()
                .put("key", variable.key())
                .put("preview", variable.preview())
                .put("created_at", Moment.text(variable.createdAt()))
                .put("updated_at", Moment.text(variable.updatedAt()))
                .build();
    }
}
