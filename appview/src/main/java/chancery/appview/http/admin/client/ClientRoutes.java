package chancery.appview.http.admin.client;

import chancery.appview.access.Permission;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.json.Json;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `/admin/api-clients`.
public final class ClientRoutes {
    private final ApiClients clients;
    private final Predicate<String> reserved;
    private final Events events;

    /// @param reserved whether a URL is that of this server's own client metadata
    public ClientRoutes(ApiClients clients, Predicate<String> reserved, Events events) {
        this.clients = clients;
        this.reserved = reserved;
        this.events = events;
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/api-clients", Permission.API_CLIENTS_CREATE, this::create),
                AdminRoute.get("/api-clients", Permission.API_CLIENTS_VIEW, this::list),
                AdminRoute.get("/api-clients/{id}", Permission.API_CLIENTS_VIEW, this::get),
                AdminRoute.put("/api-clients/{id}", Permission.API_CLIENTS_EDIT, this::change),
                AdminRoute.delete(
                        "/api-clients/{id}", Permission.API_CLIENTS_DELETE, this::remove));
    }

    private Response create(AdminCall call) {
        Input input = Input.of(call.request());
        String url = input.text("client_id_url");
        if (reserved.test(url)) {
            throw Errors.refusal(Refusal.Kind.CONFLICT, "client_id_url is this server's own");
        }
        Profile profile =
                new Profile(
                        input.text("name"),
                        url,
                        input.text("client_uri"),
                        input.findTexts("redirect_uris").orElse(List.of()),
                        input.findText("scopes").orElse("atproto"),
                        input.findTexts("allowed_origins").orElse(List.of()));
        Descent descent = new Descent(call.caller().did(), Optional.empty(), Optional.empty());
        ApiClients.Made made =
                clients.create(
                        new ClientDraft(
                                profile,
                                type(input),
                                ClientChanges.rates(input, ApiClient.Rates.NONE),
                                descent));
        tell(call, "api_client.created", made.client());
        return Answers.json(201, ClientView.made(made));
    }

    private static ClientType type(Input input) {
        return ClientType.of(input.findText("client_type").orElse("confidential"))
                .orElseThrow(
                        () -> Errors.invalid("client_type must be 'confidential' or 'public'"));
    }

    private Response list(AdminCall call) {
        Optional<String> parent = call.query("parent_id");
        List<Json> views =
                clients.all().stream()
                        .filter(c -> parent.isEmpty() || c.descent().parent().equals(parent))
                        .<Json>map(ClientView::of)
                        .toList();
        return Answers.json(200, new Json.Array(views));
    }

    private Response get(AdminCall call) {
        String id = call.part("id");
        return clients.find(id)
                .map(client -> Answers.json(200, ClientView.of(client)))
                .orElseThrow(() -> absent(id));
    }

    private Response change(AdminCall call) {
        String id = call.part("id");
        Input input = Input.of(call.request());
        ApiClient changed =
                clients.change(id, before -> ClientChanges.of(input, before))
                        .orElseThrow(() -> absent(id));
        tell(call, "api_client.updated", changed);
        return Answers.done();
    }

    private Response remove(AdminCall call) {
        String id = call.part("id");
        ApiClient client = clients.find(id).orElseThrow(() -> absent(id));
        if (!clients.remove(id)) {
            throw absent(id);
        }
        tell(call, "api_client.deleted", client);
        return Answers.done();
    }

    private void tell(AdminCall call, String type, ApiClient client) {
        Json.Members detail =
                Json.Members.builder()
                        .put("name", client.profile().name())
                        .put("client_key", client.key())
                        .build();
        events.add(AppEvent.info(type, client.id(), detail).by(call.caller().did()));
    }

    private static Refusal absent(String id) {
        return Errors.absent("api client '" + id + "' not found");
    }
}
