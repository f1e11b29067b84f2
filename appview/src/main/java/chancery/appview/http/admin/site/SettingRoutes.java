package chancery.appview.http.admin.site;

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
import chancery.appview.setting.Feature;
import chancery.appview.setting.Settings;
import chancery.web.http.Response;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `/admin/settings` and `/admin/feature-flags`. What looks like a secret can be set, and is never
/// listed; no event shows a value.
public final class SettingRoutes {
    private static final List<String> SECRET_ENDS =
            List.of("private_key", "secret", "password", "token", "api_key");

    private final Settings settings;
    private final Events events;
    private final Named bounds;

    public SettingRoutes(Settings settings, Events events, AppViewLimits.Administration limits) {
        this.settings = settings;
        this.events = events;
        this.bounds = new Named("setting", limits);
    }

    public List<AdminRoute> routes() {
        Permission needs = Permission.SETTINGS_MANAGE;
        return List.of(
                AdminRoute.get("/settings", needs, this::list),
                AdminRoute.put("/settings/{key}", needs, this::set),
                AdminRoute.delete("/settings/{key}", needs, this::unset),
                AdminRoute.get("/feature-flags", needs, this::flags));
    }

    private Response list(AdminCall call) {
        SortedMap<String, Json> views = new TreeMap<>();
        settings.configured().forEach((key, value) -> views.put(key, view(key, value, "env")));
        for (Map.Entry<String, Settings.Setting> set : settings.all().entrySet()) {
            views.put(set.getKey(), view(set.getKey(), set.getValue().value(), "database"));
        }
        views.keySet().removeIf(SettingRoutes::secret);
        return Answers.json(200, new Json.Array(List.copyOf(views.values())));
    }

    private static boolean secret(String key) {
        return SECRET_ENDS.stream().anyMatch(key::endsWith);
    }

    private static Json view(String key, String value, String source) {
        return Json.Members.builder()
                .put("key", key)
                .put("value", value)
                .put("source", source)
                .build();
    }

    private Response set(AdminCall call) {
        String key = call.part("key");
        String value = Input.of(call.request()).text("value");
        bounds.requireName(key);
        bounds.requireValue(value);
        if (!settings.all().containsKey(key)) {
            bounds.requireRoom(settings.all().size());
        }
        settings.set(key, value);
        event(call, "setting.updated", key);
        return Answers.done();
    }

    private Response unset(AdminCall call) {
        String key = call.part("key");
        if (!settings.unset(key)) {
            throw Errors.absent("setting '" + key + "' not found");
        }
        event(call, "setting.deleted", key);
        return Answers.done();
    }

    private Response flags(AdminCall call) {
        List<Json> views =
                Arrays.stream(Feature.values())
                        .<Json>map(
                                feature ->
                                        Json.Members.builder()
                                                .put("key", feature.key())
                                                .put("name", feature.label())
                                                .put("description", feature.description())
                                                .put("enabled", feature.enabled(settings))
                                                .build())
                        .toList();
        return Answers.json(200, new Json.Array(views));
    }

    private void event(AdminCall call, String type, String key) {
        events.add(AppEvent.info(type, key, Json.Members.EMPTY).by(call.caller().did()));
    }
}
