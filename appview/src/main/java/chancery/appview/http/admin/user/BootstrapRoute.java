package chancery.appview.http.admin.user;

import chancery.appview.access.ApiKeys;
import chancery.appview.access.Bootstrap;
import chancery.appview.access.Permission;
import chancery.appview.access.User;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.http.Credentials;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.EnumSet;

/// `POST /admin/bootstrap`: whoever has the one-time token names the first user, and gets a key to
/// begin with.
public final class BootstrapRoute {
    private static final String PATH = "/admin/bootstrap";
    private static final int BODY_BYTES_MAX = 8 << 10;

    private final Bootstrap bootstrap;
    private final ApiKeys keys;
    private final Events events;

    public BootstrapRoute(Bootstrap bootstrap, ApiKeys keys, Events events) {
        this.bootstrap = bootstrap;
        this.keys = keys;
        this.events = events;
    }

    /// What to mount, beside the routes behind the gate.
    public Mount mount() {
        return Mount.post(Door.APPVIEW, PATH, Errors.wrapped(this::claim))
                .with(Credentials.BY_METHOD)
                .withBodyBytesMax(BODY_BYTES_MAX);
    }

    private Response claim(Request request) {
        Input input = Input.of(request);
        String token = input.text("token");
        String did = input.text("did");
        if (!Did.valid(did)) {
            throw Errors.invalid("invalid request body: `did` must be a DID");
        }
        User user =
                bootstrap
                        .claim(token, Did.parse(did))
                        .orElseThrow(
                                () ->
                                        Errors.refusal(
                                                Refusal.Kind.UNAUTHENTICATED,
                                                "invalid or used bootstrap token"));
        events.add(AppEvent.info("user.bootstrapped", did, Json.Members.EMPTY).by(did));
        ApiKeys.Made made = keys.make(user.id(), "bootstrap", EnumSet.allOf(Permission.class));
        return Answers.json(
                201,
                Json.Members.builder()
                        .put("id", user.id())
                        .put("did", did)
                        .put("key", made.secret())
                        .put("key_prefix", made.key().prefix())
                        .build());
    }
}
