package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.FirstPart;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.setting.Logo;
import chancery.atproto.data.Value;
import chancery.web.http.Response;

import java.util.List;

/// `/admin/settings/logo`: one picture, uploaded as browsers send files.
public final class LogoRoutes {
    /// What a body may hold beside the picture, and a picture that is somewhat too large, so that
    /// its sender is told what is wrong.
    private static final int SLACK = 1 << 20;

    private static final int TYPE_UNITS_MAX = 100;

    private final Logo logo;
    private final Events events;
    private final AppViewLimits.Administration limits;

    public LogoRoutes(Logo logo, Events events, AppViewLimits.Administration limits) {
        this.logo = logo;
        this.events = events;
        this.limits = limits;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.put("/settings/logo", Permission.SETTINGS_MANAGE, this::upload),
                AdminRoute.delete("/settings/logo", Permission.SETTINGS_MANAGE, this::remove));
    }

    private Response upload(AdminCall call) {
        FirstPart part =
                FirstPart.of(call.request(), limits.logoBytes() + SLACK)
                        .orElseThrow(() -> Errors.invalid("no file uploaded"));
        if (!picture(part.contentType())) {
            throw Errors.invalid("file must be an image");
        }
        if (part.bytes().length > limits.logoBytes()) {
            throw Errors.invalid("logo must be 5MB or smaller");
        }
        logo.put(new Logo.Picture(part.contentType(), Value.Bytes.of(part.bytes())));
        event(call, "setting.updated");
        return Answers.done();
    }

    private static boolean picture(String type) {
        return type.startsWith("image/")
                && type.length() <= TYPE_UNITS_MAX
                && type.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private Response remove(AdminCall call) {
        logo.remove();
        event(call, "setting.deleted");
        return Answers.done();
    }

    private void event(AdminCall call, String type) {
        events.add(AppEvent.info(type, "logo", Json.Members.EMPTY).by(call.caller().did()));
    }
}
