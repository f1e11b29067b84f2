package chancery.appview.http.admin.trial;

import chancery.appview.access.Permission;
import chancery.appview.caller.AppCaller;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.Turns;
import chancery.appview.script.trial.TrialWrite;
import chancery.appview.script.trial.Trials;
import chancery.appview.script.trial.Trials.Trial;
import chancery.atproto.identity.HandleResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.auth.Scope;
import chancery.web.http.Response;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `POST /admin/scripts/test`: runs a script as a procedure, with all that the server knows, and
/// writes nothing.
public final class TrialRoutes {
    private static final Nsid METHOD = Nsid.parse("dev.chancery.trial");

    private final Trials trials;
    private final HandleResolver handles;
    private final Turns here;

    /// @param here which accounts live on this server
    public TrialRoutes(Trials trials, HandleResolver handles, Turns here) {
        this.trials = trials;
        this.handles = handles;
        this.here = here;
    }

    public List<AdminRoute> routes() {
        return List.of(AdminRoute.post("/scripts/test", Permission.SCRIPTS_MANAGE, this::test));
    }

    private Response test(AdminCall call) {
        Input input = Input.of(call.request());
        Json.Members body = input.members();
        Occasion occasion =
                new Occasion.Procedure(
                        METHOD,
                        body.object("params").orElse(Json.Members.EMPTY),
                        body.find("input").orElse(Json.Members.EMPTY),
                        input.findText("as").map(this::caller).orElse(new AppCaller.Anonymous()),
                        input.findText("target_collection").map(TrialRoutes::nsid),
                        Optional.empty());
        try {
            return Answers.json(200, view(trials.run(input.text("script"), occasion)));
        } catch (SyntaxException e) {
            throw Errors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private AppCaller caller(String name) {
        Did did = did(name);
        if (!here.here(did)) {
            throw Errors.invalid(name + " has no repository on this server");
        }
        return new AppCaller.Local(did, Scope.ACCESS);
    }

    private Did did(String name) {
        try {
            return name.startsWith("did:")
                    ? Did.parse(name)
                    : handles.resolve(Handle.parse(name))
                            .orElseThrow(() -> Errors.invalid("nobody goes by " + name));
        } catch (SyntaxException e) {
            throw Errors.invalid(name + " is neither a handle nor a DID");
        } catch (FetchException e) {
            throw Errors.refusal(
                    Refusal.Kind.UPSTREAM_FAILED, "cannot find out who goes by " + name);
        }
    }

    private static Nsid nsid(String text) {
        try {
            return Nsid.parse(text);
        } catch (SyntaxException e) {
            throw Errors.invalid("target_collection: " + e.getMessage());
        }
    }

    private static Json view(Trial trial) {
        Json.Builder view =
                Json.Members.builder()
                        .put("writes", trial.writes().stream().map(TrialRoutes::view).toList());
        return switch (trial.outcome()) {
            case ScriptOutcome.Answered(var json) ->
                    view.put("result", JsonText.parse(json)).build();
            case ScriptOutcome.Failed(var type, var message, var line) -> {
                Json.Builder error =
                        Json.Members.builder()
                                .put("errorType", type.name().toLowerCase(Locale.ROOT))
                                .put("message", message);
                line.ifPresent(number -> error.put("line", number));
                yield view.put("error", error.build()).build();
            }
            case ScriptOutcome.LoggedOut(var message) ->
                    view.put("error", Json.Members.builder().put("message", message).build())
                            .build();
        };
    }

    private static Json view(TrialWrite write) {
        return switch (write) {
            case TrialWrite.OfRepository(var action, var uri, var record) -> {
                Json.Builder view =
                        Json.Members.builder().put("action", action).put("uri", uri.toString());
                record.ifPresent(present -> view.put("record", present));
                yield view.build();
            }
            case TrialWrite.OfStream(var project, var stream, var items) ->
                    Json.Members.builder()
                            .put("action", "upsert")
                            .putPresent("project", project)
                            .put("stream", stream)
                            .put("items", items)
                            .build();
        };
    }
}
