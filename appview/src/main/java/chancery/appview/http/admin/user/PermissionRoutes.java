package chancery.appview.http.admin.user;

import chancery.appview.access.Permission;
import chancery.appview.access.Template;
import chancery.appview.http.Answers;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.setting.Feature;
import chancery.appview.setting.Settings;
import chancery.web.http.Response;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// `/admin/permissions`: the catalogue and the templates. What belongs to a feature is there while
/// the feature is on.
public final class PermissionRoutes {
    private static final String SPACES = "Spaces";

    private final Settings settings;

    public PermissionRoutes(Settings settings) {
        this.settings = settings;
    }

    public List<AdminRoute> routes() {
        return List.of(AdminRoute.get("/permissions", Permission.USERS_READ, this::list));
    }

    private Response list(AdminCall call) {
        boolean spaces = Feature.SPACES.enabled(settings);
        Predicate<Permission> shown = permission -> spaces || !permission.category().equals(SPACES);
        List<Json.Members> permissions =
                Arrays.stream(Permission.values())
                        .filter(shown)
                        .map(PermissionRoutes::view)
                        .toList();
        List<Json.Members> templates =
                Arrays.stream(Template.values()).map(template -> view(template, shown)).toList();
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("permissions", permissions)
                        .put("templates", templates)
                        .build());
    }

    private static Json.Members view(Permission permission) {
        return Json.Members.builder()
                .put("key", permission.wire())
                .put("name", permission.label())
                .put("description", permission.description())
                .put("category", permission.category())
                .build();
    }

    private static Json.Members view(Template template, Predicate<Permission> shown) {
        List<String> wires =
                template.permissions().stream()
                        .filter(shown)
                        .sorted()
                        .map(Permission::wire)
                        .toList();
        return Json.Members.builder()
                .put("key", template.key())
                .put("label", template.label())
                .put("permissions", Json.texts(wires))
                .build();
    }
}
