package chancery.streams.http;

import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.access.Tokens;
import chancery.streams.json.Json;
import chancery.streams.name.ProjectName;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tokens: got by clients for their secret, and looked at by their holders.
final class TokenRoutes {
    private static final int FORM_BYTES = 16_384;

    private final Tokens tokens;
    private final Set<ProjectName> projects;

    TokenRoutes(Tokens tokens, Set<ProjectName> projects) {
        this.tokens = tokens;
        this.projects = projects;
    }

    /// A token for the credentials of a client, in the words of OAuth.
    Response issue(Request request) {
        Optional<Map<String, String>> form = form(request);
        if (form.isEmpty()) {
            return refused(400, "invalid_request");
        }
        Map<String, String> fields = form.get();
        if (!Optional.of("client_credentials").equals(find(fields, "grant_type"))) {
            return refused(400, "unsupported_grant_type");
        }
        return find(fields, "client_id")
                .flatMap(id -> find(fields, "client_secret").flatMap(s -> tokens.issue(id, s)))
                .map(TokenRoutes::issued)
                .orElseGet(() -> refused(401, "invalid_client"));
    }

    private static Optional<String> find(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Response issued(Tokens.Issued issued) {
        return Envelope.json(
                        200,
                        Json.Members.builder()
                                .put("access_token", issued.token())
                                .put("token_type", "Bearer")
                                .put("expires_in", issued.life().toSeconds())
                                .build())
                .with("cache-control", "no-store");
    }

    private static Response refused(int status, String error) {
        return Envelope.json(status, Json.Members.builder().put("error", error).build())
                .with("cache-control", "no-store");
    }

    /// The fields of a form; empty when the body is none, or names a field twice.
    private static Optional<Map<String, String>> form(Request request) {
        String body;
        try {
            body = new String(request.body(FORM_BYTES).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            try {
                String name = decoded(pair.substring(0, equals));
                if (fields.put(name, decoded(pair.substring(equals + 1))) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Who shows a token, and what it is good for.
    Response inspect(Caller caller) {
        List<Json.Members> known =
                projects.stream()
                        .filter(caller::knows)
                        .sorted()
                        .map(
                                project ->
                                        Json.Members.builder()
                                                .put("projectUrlName", project.value())
                                                .put("groups", List.of())
                                                .build())
                        .toList();
        return Envelope.json(
                200,
                Json.Members.builder()
                        .put("subject", caller.subject())
                        .put("projects", known)
                        .put(
                                "capabilities",
                                caller.capabilities().stream().map(Capability::json).toList())
                        .build());
    }
}
