package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.proxy.ProxyPolicy;
import chancery.appview.proxy.ProxyRules;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;

/// Which unknown methods are passed on, for operators. Stands before the routes of single settings,
/// one of which its path would be as well.
public final class ProxyRoutes {
    private static final String PATH = "/settings/xrpc-proxy";
    private static final int UNPROCESSABLE = 422;

    private final ProxyRules rules;
    private final Events events;

    public ProxyRoutes(ProxyRules rules, Events events) {
        this.rules = rules;
        this.events = events;
    }

    /// What to add to the admin API.
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get(PATH, Permission.SETTINGS_MANAGE, _ -> read()),
                AdminRoute.put(PATH, Permission.SETTINGS_MANAGE, this::write));
    }

    private Response read() {
        return Answers.json(200, rules.policy().write());
    }

    private Response write(AdminCall call) {
        Json.Members body = call.body();
        Optional<ProxyPolicy.Mode> mode = body.text("mode").flatMap(ProxyPolicy.Mode::of);
        if (mode.isEmpty()) {
            return Errors.response(
                    UNPROCESSABLE,
                    "",
                    "unknown mode: expected disabled, open, allowlist or blocklist");
        }
        try {
            rules.set(new ProxyPolicy(mode.get(), ProxyRules.patterns(body)));
        } catch (SyntaxException e) {
            throw Errors.invalid(String.valueOf(e.getMessage()));
        }
        events.add(
                AppEvent.info("setting.updated", ProxyRules.KEY, Json.Members.EMPTY)
                        .by(call.caller().did()));
        return Answers.done();
    }
}
