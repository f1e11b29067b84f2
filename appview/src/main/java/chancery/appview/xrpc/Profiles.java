package chancery.appview.xrpc;

import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.Repositories;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The profile of an account as its own host has it. What the host does not tell is left out.
public final class Profiles {
    private static final Nsid COLLECTION = Nsid.parse("app.bsky.actor.profile");
    private static final RecordKey SELF = RecordKey.parse("self");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int BYTES_MAX = 256 << 10;
    private static final int OK = 200;

    private final DidResolver dids;
    private final Repositories repositories;
    private final Fetch fetch;

    /// @param repositories of this server, which need no request
    public Profiles(DidResolver dids, Repositories repositories, Fetch fetch) {
        this.dids = dids;
        this.repositories = repositories;
        this.fetch = fetch;
    }

    Json.Members of(Did did) {
        DidDocument document = document(did);
        URI host =
                document.pds().orElseThrow(() -> Errors.absent("no PDS found for " + did.value()));
        Json.Builder answer =
                Json.Members.builder()
                        .put("did", did.value())
                        .put("handle", document.handle().map(Object::toString).orElse(did.value()));
        record(did, host).ifPresent(record -> tell(answer, record, did, host));
        return answer.build();
    }

    private DidDocument document(Did did) {
        try {
            return dids.resolve(did)
                    .orElseThrow(() -> Errors.absent("DID document not found for " + did.value()));
        } catch (FetchException e) {
            throw Errors.refusal(
                    Refusal.Kind.UPSTREAM_FAILED, "DID document not found for " + did.value());
        }
    }

    private static void tell(Json.Builder answer, Json.Members record, Did did, URI host) {
        answer.putPresent("displayName", record.text("displayName"));
        answer.putPresent("description", record.text("description"));
        Json.Members avatar = record.object("avatar").orElse(Json.Members.EMPTY);
        Optional<String> cid = avatar.object("ref").flatMap(ref -> ref.text("$link"));
        if (cid.isPresent()) {
            Json.Builder image = Json.Members.builder().put("$link", cid.get());
            avatar.find("mimeType").ifPresent(type -> image.put("mimeType", type));
            avatar.find("size").ifPresent(size -> image.put("size", size));
            answer.put("avatar", image.build());
            answer.put(
                    "avatarURL",
                    at(host, "com.atproto.sync.getBlob", "did", did.value(), "cid", cid.get())
                            .toString());
        }
    }

    private Optional<Json.Members> record(Did did, URI host) {
        if (repositories.here(did)) {
            return repositories.load(did, COLLECTION, SELF).map(Repositories.Stored::value);
        }
        String[] query = {
            "repo", did.value(), "collection", COLLECTION.value(), "rkey", SELF.value()
        };
        URI uri = at(host, "com.atproto.repo.getRecord", query);
        try {
            Fetch.Answer answer = fetch.send(Fetch.Request.get(uri, TIMEOUT, BYTES_MAX));
            return answer.status() == OK
                    ? JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8))
                            .object("value")
                    : Optional.empty();
        } catch (FetchException | SyntaxException _) {
            return Optional.empty();
        }
    }

    private static URI at(URI host, String method, String... query) {
        String base = host.toString();
        StringBuilder uri = new StringBuilder(base);
        if (!base.endsWith("/")) {
            uri.append('/');
        }
        uri.append("xrpc/").append(method);
        for (int i = 0; i < query.length; i += 2) {
            uri.append(i == 0 ? '?' : '&').append(query[i]).append('=');
            uri.append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return URI.create(uri.toString());
    }
}
