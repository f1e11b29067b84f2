package chancery.appview.authority;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.Repositories;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Dns;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.Refusal.Kind;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds a lexicon where its authority publishes it: the text record `_lexicon` of the name's
/// domain names an account, and a record of that account holds the lexicon. Remembers nothing,
/// because who asks wants the newest.
public final class PublishedLexicons {
    /// The type of the records that hold lexicons.
    public static final Nsid COLLECTION = Nsid.parse("com.atproto.lexicon.schema");

    private static final String MARK = "did=";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final int OK = 200;
    private static final List<Integer> ABSENT = List.of(400, 404);
    private static final int SEGMENTS_MIN = 3;

    private final Dns dns;
    private final DidResolver dids;
    private final Fetch fetch;
    private final Repositories local;

    public PublishedLexicons(Dns dns, DidResolver dids, Fetch fetch, Repositories local) {
        this.dns = dns;
        this.dids = dids;
        this.fetch = fetch;
        this.local = local;
    }

    /// A lexicon and who published it.
    public record Published(Nsid nsid, Did authority, Json.Members document) {}

    /// A name as somebody typed it.
    ///
    /// @throws Refusal when it is none
    public static Nsid name(String text) {
        if (text.split("\\.", -1).length < SEGMENTS_MIN) {
            throw refusal(Kind.INVALID, "invalid NSID (too few segments): " + shortened(text));
        }
        try {
            return Nsid.parse(text);
        } catch (SyntaxException e) {
            throw refusal(Kind.INVALID, "invalid NSID: " + shortened(text));
        }
    }

    /// The lexicon of this name as it is published now.
    ///
    /// @throws Refusal in the words that operators know
    public Published find(Nsid nsid) {
        Did authority = authority(nsid);
        Json.Members document =
                (local.here(authority) ? here(authority, nsid) : elsewhere(authority, nsid))
                        .orElseThrow(() -> absent(authority, nsid));
        if (!document.text("id").equals(Optional.of(nsid.value()))) {
            throw refusal(
                    Kind.INVALID, "the lexicon record of " + nsid + " has another name in it");
        }
        return new Published(nsid, authority, document);
    }

    private Did authority(Nsid nsid) {
        List<String> parts = List.of(nsid.authority().split("\\.", -1));
        String name = "_lexicon." + String.join(".", parts.reversed());
        List<String> texts;
        try {
            texts = dns.txt(name);
        } catch (FetchException e) {
            throw refusal(Kind.INVALID, "DNS TXT lookup failed for " + name);
        }
        return texts.stream()
                .filter(text -> text.startsWith(MARK))
                .map(text -> text.substring(MARK.length()).strip())
                .filter(Did::valid)
                .map(Did::parse)
                .findFirst()
                .orElseThrow(() -> refusal(Kind.INVALID, "no did= TXT record found at " + name));
    }

    private Optional<Json.Members> here(Did authority, Nsid nsid) {
        return local.load(authority, COLLECTION, RecordKey.parse(nsid.value()))
                .map(Repositories.Stored::value);
    }

    private Optional<Json.Members> elsewhere(Did authority, Nsid nsid) {
        URI uri =
                URI.create(
                        origin(authority)
                                + "/xrpc/com.atproto.repo.getRecord?repo="
                                + authority.value()
                                + "&collection="
                                + COLLECTION
                                + "&rkey="
                                + nsid);
        try {
            Fetch.Answer answer = fetch.send(Fetch.Request.get(uri, TIMEOUT, ANSWER_BYTES_MAX));
            if (ABSENT.contains(answer.status())) {
                return Optional.empty();
            }
            if (answer.status() != OK) {
                throw failed(nsid, "HTTP " + answer.status());
            }
            return JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8))
                    .object("value");
        } catch (FetchException | SyntaxException e) {
            throw failed(nsid, String.valueOf(e.getMessage()));
        }
    }

    private String origin(Did authority) {
        Optional<DidDocument> document;
        try {
            document = dids.resolve(authority);
        } catch (FetchException e) {
            throw refusal(
                    Kind.UPSTREAM_FAILED, "cannot resolve " + authority + ": " + e.getMessage());
        }
        URI pds =
                document.orElseThrow(
                                () ->
                                        refusal(
                                                Kind.NOT_FOUND,
                                                "DID document not found for " + authority))
                        .pds()
                        .orElseThrow(
                                () -> refusal(Kind.NOT_FOUND, "no PDS found for " + authority));
        String text = pds.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Refusal absent(Did authority, Nsid nsid) {
        return refusal(
                Kind.NOT_FOUND,
                "lexicon record not found for " + nsid + " in " + authority + "'s repo");
    }

    private static Refusal failed(Nsid nsid, String why) {
        return refusal(
                Kind.UPSTREAM_FAILED, "failed to fetch lexicon record for " + nsid + ": " + why);
    }

    private static Refusal refusal(Kind kind, String message) {
        return new Refusal(kind, "", message);
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) : text;
    }
}
