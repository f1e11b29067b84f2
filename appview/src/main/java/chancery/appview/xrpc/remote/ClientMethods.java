package chancery.appview.xrpc.remote;

import chancery.appview.caller.AppCaller;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.Moment;
import chancery.appview.json.Json;
import chancery.appview.xrpc.Callers;
import chancery.web.Refusal;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `dev.happyview.*ApiClient*`: accounts register applications themselves, through another one.
public final class ClientMethods {
    private static final String PREFIX = "dev.happyview.";

    private final ApiClients clients;
    private final Predicate<String> reserved;
    private final Events events;

    private ClientMethods(ApiClients clients, Predicate<String> reserved, Events events) {
        this.clients = clients;
        this.reserved = reserved;
        this.events = events;
    }

    /// The source of these methods.
    ///
    /// @param reserved whether a URL is that of this server's own client metadata
    public static OwnMethods of(
            ApiClients clients, Predicate<String> reserved, Events events, Callers callers) {
        ClientMethods methods = new ClientMethods(clients, reserved, events);
        return new OwnMethods(callers, "managing API clients requires DPoP authentication")
                .query(PREFIX + "listApiClients", methods::list)
                .query(PREFIX + "getApiClient", methods::get)
                .procedure(PREFIX + "createApiClient", methods::create)
                .procedure(PREFIX + "deleteApiClient", methods::delete);
    }

    private Response list(AppCaller.Remote caller, Request request) {
        requireTopLevel(caller);
        List<Json> views =
                clients.ownedBy(caller.did().value()).stream().map(ClientMethods::view).toList();
        return Answers.json(200, Json.Members.builder().put("clients", views).build());
    }

    private Response get(AppCaller.Remote caller, Request request) {
        requireTopLevel(caller);
        ApiClient client = own(caller, OwnMethods.parameter(request, "id"));
        return Answers.json(200, Json.Members.builder().put("client", view(client)).build());
    }

    private Response create(AppCaller.Remote caller, Request request) {
        if (child(caller)) {
            throw Errors.refusal(Refusal.Kind.FORBIDDEN, "Child clients cannot create API clients");
        }
        ClientDraft draft = draft(caller, Input.of(request));
        if (reserved.test(draft.profile().url())) {
            throw Errors.refusal(Refusal.Kind.CONFLICT, "client_id_url already registered");
        }
        ApiClients.Made made = clients.create(draft);
        tell("api_client.created", caller, made.client());
        return Answers.json(
                201,
                Json.Members.builder()
                        .put("client", view(made.client()))
                        .putPresent("clientSecret", made.secret())
                        .build());
    }

    private static ClientDraft draft(AppCaller.Remote caller, Input input) {
        Profile profile =
                new Profile(
                        input.text("name"),
                        input.text("clientIdUrl"),
                        input.text("clientUri"),
                        input.findTexts("redirectUris").orElse(List.of()),
                        input.findText("scopes").orElse("atproto"),
                        input.findTexts("allowedOrigins").orElse(List.of()));
        ClientType type =
                ClientType.of(input.findText("clientType").orElse("confidential"))
                        .orElseThrow(
                                () ->
                                        Errors.invalid(
                                                "client_type must be 'confidential' or 'public'"));
        String did = caller.did().value();
        Descent descent = new Descent(did, Optional.of(caller.clientId()), Optional.of(did));
        return new ClientDraft(profile, type, Rates.NONE, descent);
    }

    private Response delete(AppCaller.Remote caller, Request request) {
        requireTopLevel(caller);
        ApiClient client = own(caller, Input.of(request).text("id"));
        if (!clients.remove(client.id())) {
            throw absent();
        }
        tell("api_client.deleted", caller, client);
        return Answers.json(200, Json.Members.EMPTY);
    }

    private ApiClient own(AppCaller.Remote caller, String id) {
        Optional<String> owner = Optional.of(caller.did().value());
        return clients.find(id)
                .filter(client -> client.descent().owner().equals(owner))
                .orElseThrow(ClientMethods::absent);
    }

    private void requireTopLevel(AppCaller.Remote caller) {
        if (child(caller)) {
            throw Errors.refusal(
                    Refusal.Kind.UNAUTHENTICATED, "child clients cannot manage API clients");
        }
    }

    private boolean child(AppCaller.Remote caller) {
        return clients.find(caller.clientId())
                .flatMap(client -> client.descent().parent())
                .isPresent();
    }

    private void tell(String type, AppCaller.Remote caller, ApiClient client) {
        Json.Members detail =
                Json.Members.builder()
                        .put("name", client.profile().name())
                        .put("client_key", client.key())
                        .build();
        events.add(AppEvent.info(type, client.id(), detail).by(caller.did().value()));
    }

    private static Json view(ApiClient client) {
        Profile profile = client.profile();
        return Json.Members.builder()
                .put("id", client.id())
                .put("name", profile.name())
                .put("clientKey", client.key())
                .put("clientIdUrl", profile.url())
                .put("clientUri", profile.uri())
                .put("redirectUris", Json.texts(profile.redirects()))
                .put("clientType", client.type().wire())
                .put("scopes", profile.scopes())
                .put("allowedOrigins", Json.texts(profile.origins()))
                .put("isActive", client.active())
                .put("createdAt", Moment.text(client.createdAt()))
                .build();
    }

    private static Refusal absent() {
        return Errors.absent("API client not found");
    }
}
