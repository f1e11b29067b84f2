package chancery.appview.http.admin.client;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.http.Moment;
import chancery.appview.json.Json;

/// Clients as the admin API shows them; a secret only where it was just made.
final class ClientView {
    private ClientView() {}

    static Json.Members of(ApiClient client) {
        ApiClient.Profile profile = client.profile();
        return Json.Members.builder()
                .put("id", client.id())
                .put("client_key", client.key())
                .put("name", profile.name())
                .put("client_id_url", profile.url())
                .put("client_uri", profile.uri())
                .put("redirect_uris", Json.texts(profile.redirects()))
                .put("scopes", profile.scopes())
                .put("client_type", client.type().wire())
                .put(
                        "allowed_origins",
                        profile.origins().isEmpty()
                                ? Json.Null.NULL
                                : Json.texts(profile.origins()))
                .put(
                        "rate_limit_capacity",
                        client.rates().capacity().<Json>map(Json.Int::new).orElse(Json.Null.NULL))
                .put(
                        "rate_limit_refill_rate",
                        client.rates().refill().<Json>map(Json.Real::new).orElse(Json.Null.NULL))
                .put("is_active", client.active())
                .put("created_by", client.descent().createdBy())
                .put("created_at", Moment.text(client.createdAt()))
                .put("updated_at", Moment.text(client.updatedAt()))
                .put("parent_client_id", client.descent().parent())
                .put("owner_did", client.descent().owner())
                .build();
    }

    static Json.Members made(ApiClients.Made made) {
        ApiClient client = made.client();
        return Json.Members.builder()
                .put("id", client.id())
                .put("client_key", client.key())
                .putPresent("client_secret", made.secret())
                .put("name", client.profile().name())
                .put("client_id_url", client.profile().url())
                .put("client_type", client.type().wire())
                .build();
    }
}
