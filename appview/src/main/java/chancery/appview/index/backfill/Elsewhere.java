package chancery.appview.index.backfill;

import chancery.appview.index.Change;
import chancery.appview.index.kept.RecordName;
import chancery.appview.json.Json;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records and repositories of elsewhere, as their hosts and the relay tell of them.
public final class Elsewhere {
    private static final int PAGE = 100;
    private static final int REPOS = 1_000;

    private final Hosts hosts;
    private final DidResolver dids;
    private final InstantSource clock;

    public Elsewhere(Fetch fetch, DidResolver dids, InstantSource clock) {
        this.hosts = new Hosts(fetch, clock);
        this.dids = dids;
        this.clock = clock;
    }

    /// Some of what was asked for, and where it goes on.
    record Page<T>(List<T> items, Optional<String> next) {}

    /// Where a repository is; empty when nobody knows.
    Optional<URI> pds(Did did) {
        try {
            return dids.resolve(did).flatMap(DidDocument::pds);
        } catch (FetchException _) {
            return Optional.empty();
        }
    }

    /// Repositories that have records of a type, as a relay knows them.
    ///
    /// @throws FetchException when it does not say
    Page<Did> repositories(URI relay, Nsid collection, Optional<String> cursor)
            throws InterruptedException {
        String query = "collection=" + collection.value() + "&limit=" + REPOS + next(cursor);
        URI uri = method(relay, "com.atproto.sync.listReposByCollection", query);
        Json.Members answer =
                hosts.get(uri)
                        .good()
                        .orElseThrow(() -> new FetchException("the relay does not say"));
        List<Did> found = new ArrayList<>();
        for (Json item : answer.items("repos").orElse(List.of())) {
            if (item instanceof Json.Members repo) {
                repo.text("did").filter(Did::valid).map(Did::parse).ifPresent(found::add);
            }
        }
        return new Page<>(found, found.isEmpty() ? Optional.empty() : answer.text("cursor"));
    }

    /// Records of a type in a repository; empty when its host does not say.
    Optional<Page<Change.Put>> records(URI pds, Did did, Nsid collection, Optional<String> cursor)
            throws InterruptedException {
        String query =
                "repo=%s&collection=%s&limit=%d%s"
                        .formatted(encoded(did.value()), collection.value(), PAGE, next(cursor));
        Instant at = clock.instant();
        URI uri = method(pds, "com.atproto.repo.listRecords", query);
        Optional<Json.Members> answer = hosts.get(uri).good();
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        List<Json> items = answer.get().items("records").orElse(List.of());
        List<Change.Put> found = new ArrayList<>();
        for (Json item : items) {
            put(item, did, at)
                    .filter(put -> put.path().collection().equals(collection))
                    .ifPresent(found::add);
        }
        Optional<String> next = items.isEmpty() ? Optional.empty() : answer.get().text("cursor");
        return Optional.of(new Page<>(found, next));
    }

    /// One record as its host has it, as a change; a deletion when the host has none.
    ///
    /// @throws FetchException when nobody says
    public Change record(RecordName name) throws InterruptedException {
        URI pds = pds(name.did()).orElseThrow(() -> new FetchException("no host of the record"));
        Instant at = clock.instant();
        String query =
                "repo=%s&collection=%s&rkey=%s"
                        .formatted(
                                encoded(name.did().value()),
                                name.path().collection().value(),
                                encoded(name.path().key().value()));
        Hosts.Reply reply = hosts.get(method(pds, "com.atproto.repo.getRecord", query));
        if (reply.body().text("error").equals(Optional.of("RecordNotFound"))) {
            return new Change.Delete(name.did(), name.path(), Optional.empty(), at);
        }
        return reply.good()
                .flatMap(answer -> put(answer, name.did(), at))
                .filter(put -> put.path().equals(name.path()))
                .orElseThrow(() -> new FetchException(pds.getHost() + " does not say"));
    }

    /// A record as hosts write it; empty when it is none, or one of somebody else.
    private static Optional<Change.Put> put(Json item, Did did, Instant at) {
        if (!(item instanceof Json.Members record)) {
            return Optional.empty();
        }
        Optional<RecordPath> path =
                record.text("uri")
                        .filter(AtUri::valid)
                        .map(AtUri::parse)
                        .filter(uri -> uri.authority().equals(did))
                        .flatMap(AtUri::path);
        Optional<Json.Members> value = record.object("value");
        if (path.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Change.Put(did, path.get(), value.get(), cid(record), Optional.empty(), at));
    }

    private static Optional<Cid> cid(Json.Members record) {
        try {
            return record.text("cid").map(Cid::parse);
        } catch (SyntaxException _) {
            return Optional.empty();
        }
    }

    private static String next(Optional<String> cursor) {
        return cursor.map(at -> "&cursor=" + encoded(at)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI method(URI host, String method, String query) {
        String origin = host.toString();
        String base = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
        return URI.create(base + "/xrpc/" + method + "?" + query);
    }
}
