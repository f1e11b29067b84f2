package chancery.appview.http.admin.user;

import chancery.appview.access.ApiKey;
import chancery.appview.access.ApiKeys;
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
import chancery.web.http.Response;

import java.util.List;
import java.util.Set;

/// `/admin/api-keys`: the caller's own keys. The key itself is in one answer and never again.
public final class KeyRoutes {
    private final ApiKeys keys;
    private final Events events;
    private final AppViewLimits.Administration limits;

    public KeyRoutes(ApiKeys keys, Events events, AppViewLimits.Administration limits) {
        this.keys = keys;
        this.events = events;
        this.limits = limits;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/api-keys", Permission.API_KEYS_CREATE, this::create),
                AdminRoute.get("/api-keys", Permission.API_KEYS_READ, this::list),
                AdminRoute.delete("/api-keys/{id}", Permission.API_KEYS_DELETE, this::revoke));
    }

    private Response create(AdminCall call) {
        Input input = Input.of(call.request());
        String name = input.text("name");
        if (name.isBlank() || name.length() > limits.nameUnits()) {
            throw Errors.invalid("`name` must have 1 to " + limits.nameUnits() + " characters");
        }
        Set<Permission> permissions =
                Grants.parse(input.findTexts("permissions").orElse(List.of()));
        Grants.requireOwn(
                call.caller(), permissions, "Cannot grant API key permission you don't have: ");
        ApiKeys.Made made = keys.make(call.caller().userId(), name, permissions);
        event(call, "api_key.created", made.key());
        return Answers.json(
                201,
                Json.Members.builder()
                        .put("id", made.key().id())
                        .put("name", name)
                        .put("key", made.secret())
                        .put("key_prefix", made.key().prefix())
                        .put("permissions", Grants.view(permissions))
                        .build());
    }

    private Response list(AdminCall call) {
        List<Json> views =
                keys.of(call.caller().userId()).stream().<Json>map(KeyRoutes::view).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response revoke(AdminCall call) {
        String id = call.part("id");
        ApiKey key =
                keys.revoke(call.caller().userId(), id)
                        .orElseThrow(() -> Errors.absent("api key '" + id + "' not found"));
        event(call, "api_key.revoked", key);
        return Answers.done();
    }

    private void event(AdminCall call, String type, ApiKey key) {
        Json.Members detail =
                Json.Members.builder()
                        .put("name", key.name())
                        .put("key_prefix", key.prefix())
                        .build();
        events.add(AppEvent.info(type, key.id(), detail).by(call.caller().did()));
    }

    private static Json.Members view(ApiKey key) {
        return Json.Members.builder()
                .put("id", key.id())
                .put("name", key.name())
                .put("key_prefix", key.prefix())
                .put("permissions", Grants.view(key.permissions()))
                .put("created_at", Moment.text(key.createdAt()))
                .put("last_used_at", Moment.json(key.lastUsedAt()))
                .put("revoked_at", Moment.json(key.revokedAt()))
                .build();
    }
}
