package chancery.appview.http.page;

import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.setting.Feature;
import chancery.appview.setting.Logo;
import chancery.web.http.Door;
import chancery.web.http.Handler;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// `/health`, `/config`, `/oauth-client-metadata.json` and `/settings/logo`.
public final class Pages {
    private static final String METADATA_PATH = "/oauth-client-metadata.json";

    private final DomainGuard domains;
    private final Site site;
    private final Facts facts;

    public Pages(DomainGuard domains, Site site, Facts facts) {
        this.domains = domains;
        this.site = site;
        this.facts = facts;
    }

    /// What to mount. All but `/health` asks for a known host.
    public List<Mount> mounts() {
        return List.of(
                Mount.get(Door.APPVIEW, "/health", Pages::health),
                guarded("/config", this::config),
                guarded(METADATA_PATH, this::metadata),
                guarded(Site.LOGO_PATH, this::logo));
    }

    private Mount guarded(String path, Handler handler) {
        return domains.guard(Mount.get(Door.APPVIEW, path, Errors.wrapped(handler)));
    }

    private static Response health(Request request) {
        return Response.of(200, "text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
    }

    private Response config(Request request) {
        String origin = domains.of(request).url();
        Json.Members features =
                Json.Members.builder()
                        .put("spaces", Feature.SPACES.enabled(site.settings()))
                        .build();
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("public_url", origin)
                        .put("version", facts.version())
                        .put("database_backend", facts.backend())
                        .put("jetstream_url", facts.jetstream().map(URI::toString))
                        .put("relay_url", facts.relay().map(URI::toString))
                        .put("plc_url", facts.plc().toString())
                        .put("default_rate_limit_capacity", facts.usual().capacity())
                        .put("default_rate_limit_refill_rate", facts.usual().refill())
                        .put("app_name", site.name())
                        .put("logo_url", site.logoUrl(origin))
                        .put("features", features)
                        .build());
    }

    private Response metadata(Request request) {
        String origin = domains.of(request).url();
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("client_id", origin + METADATA_PATH)
                        .put("client_name", site.name().orElse("Chancery"))
                        .put("client_uri", site.text("client_uri").orElse(origin))
                        .putPresent("logo_uri", site.logoUrl(origin))
                        .putPresent("tos_uri", site.text("tos_uri"))
                        .putPresent("policy_uri", site.text("policy_uri"))
                        .put("redirect_uris", Json.texts(List.of(origin + "/auth/callback")))
                        .put(
                                "grant_types",
                                Json.texts(List.of("authorization_code", "refresh_token")))
                        .put("response_types", Json.texts(List.of("code")))
                        .put("scope", "atproto")
                        .put("application_type", "web")
                        .put("token_endpoint_auth_method", "none")
                        .put("dpop_bound_access_tokens", true)
                        .build());
    }

    /// The picture as it was uploaded; what it may contain is kept from acting as a page.
    private Response logo(Request request) {
        Optional<Logo.Picture> picture = site.logo().current();
        if (picture.isEmpty()) {
            throw Errors.absent("no logo uploaded");
        }
        return Response.of(200, picture.get().contentType(), picture.get().bytes().toArray())
                .with("cache-control", "public, max-age=3600")
                .with("x-content-type-options", "nosniff")
                .with("content-security-policy", "sandbox; default-src 'none'");
    }
}
