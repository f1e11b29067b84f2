package chancery.appview.http.admin.user;

import chancery.appview.access.ApiKeys;
import chancery.appview.access.Permission;
import chancery.appview.access.Template;
import chancery.appview.access.User;
import chancery.appview.access.User.Rank;
import chancery.appview.access.Users;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/admin/users`. Nobody grants what they have not, changes themselves, or a user who may do
/// everything.
public final class UserRoutes {
    private static final String ESCALATION = "Cannot grant permission you don't have: ";

    private final Users users;
    private final ApiKeys keys;
    private final Events events;

    public UserRoutes(Users users, ApiKeys keys, Events events) {
        this.users = users;
        this.keys = keys;
        this.events = events;
    }

    public List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("POST", "/users/transfer-super", Set.of(), this::transfer),
                AdminRoute.post("/users", Permission.USERS_CREATE, this::create),
                AdminRoute.get("/users", Permission.USERS_READ, this::list),
                new AdminRoute("GET", "/users/me", Set.of(), this::me),
                AdminRoute.get("/users/{id}", Permission.USERS_READ, this::get),
                AdminRoute.patch("/users/{id}/permissions", Permission.USERS_UPDATE, this::change),
                AdminRoute.delete("/users/{id}", Permission.USERS_DELETE, this::delete));
    }

    private Response create(AdminCall call) {
        Input input = Input.of(call.request());
        Did did = did(input);
        Set<Permission> permissions = permissions(input);
        Grants.requireOwn(call.caller(), permissions, ESCALATION);
        User user = users.add(did, Rank.ORDINARY, permissions);
        event(call, "user.created", user, view(user, permissions));
        return Answers.json(
                201, Json.Members.builder().put("id", user.id()).put("did", did.value()).build());
    }

    private static Did did(Input input) {
        String text = input.text("did");
        if (!Did.valid(text)) {
            throw Errors.invalid("invalid request body: `did` must be a DID");
        }
        return Did.parse(text);
    }

    private static Set<Permission> permissions(Input input) {
        Optional<List<String>> explicit = input.findTexts("permissions");
        if (explicit.isPresent()) {
            return Grants.parse(explicit.get());
        }
        String key = input.findText("template").orElse(Template.VIEWER.key());
        return Template.of(key).orElseThrow(() -> Errors.invalid("unknown template")).permissions();
    }

    private Response list(AdminCall call) {
        List<Json> views =
                users.all().stream().<Json>map(user -> view(user, user.effective())).toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response get(AdminCall call) {
        User user = require(call.part("id"));
        return Answers.json(200, view(user, user.effective()));
    }

    /// Who is asking, with what this credential may do.
    private Response me(AdminCall call) {
        User user = require(call.caller().userId());
        return Answers.json(
                200,
                view(
                        user,
                        call.caller().superUser()
                                ? user.effective()
                                : call.caller().permissions()));
    }

    private Response change(AdminCall call) {
        User user = requireOther(call, "Cannot modify your own permissions");
        Input input = Input.of(call.request());
        Set<Permission> grant = Grants.parse(input.findTexts("grant").orElse(List.of()));
        Set<Permission> revoke = Grants.parse(input.findTexts("revoke").orElse(List.of()));
        Grants.requireOwn(call.caller(), grant, ESCALATION);
        User changed = users.change(user.id(), grant, revoke).orElseThrow(() -> absent(user.id()));
        event(
                call,
                "user.permissions_updated",
                changed,
                Json.Members.builder()
                        .put("grant", Grants.view(grant))
                        .put("revoke", Grants.view(revoke))
                        .build());
        return Answers.done();
    }

    private Response delete(AdminCall call) {
        User user = requireOther(call, "Cannot delete yourself");
        if (!users.remove(user)) {
            throw Errors.refusal(Refusal.Kind.CONFLICT, "the user has just changed");
        }
        keys.revokeAll(user.id());
        event(call, "user.deleted", user, Json.Members.EMPTY);
        return Answers.done();
    }

    private Response transfer(AdminCall call) {
        if (!call.caller().superUser()) {
            throw forbidden("Only the super user can transfer super status");
        }
        String target = Input.of(call.request()).text("target_user_id");
        User from = require(call.caller().userId());
        User to = require(target);
        if (from.id().equals(to.id()) || to.rank() == Rank.SUPER) {
            throw Errors.invalid("the user is a super user already");
        }
        if (!users.transfer(from, to)) {
            throw Errors.refusal(Refusal.Kind.CONFLICT, "a user has just changed");
        }
        event(call, "user.super_transferred", to, Json.Members.EMPTY);
        return Answers.done();
    }

    private User require(String id) {
        return users.find(id).orElseThrow(() -> absent(id));
    }

    private User requireOther(AdminCall call, String self) {
        User user = require(call.part("id"));
        if (user.id().equals(call.caller().userId())) {
            throw forbidden(self);
        }
        if (user.rank() == Rank.SUPER) {
            throw forbidden("Cannot modify a super user");
        }
        return user;
    }

    private void event(AdminCall call, String type, User user, Json.Members detail) {
        events.add(AppEvent.info(type, user.did().value(), detail).by(call.caller().did()));
    }

    private static Refusal absent(String id) {
        return Errors.absent("user '" + id + "' not found");
    }

    private static Refusal forbidden(String message) {
        return Errors.refusal(Refusal.Kind.FORBIDDEN, message);
    }

    private static Json.Members view(User user, Set<Permission> permissions) {
        return Json.Members.builder()
                .put("id", user.id())
                .put("did", user.did().value())
                .put("is_super", user.rank() == Rank.SUPER)
                .put("permissions", Grants.view(permissions))
                .put("created_at", Moment.text(user.createdAt()))
                .put("last_used_at", Moment.json(user.lastUsedAt()))
                .build();
    }
}
