package chancery.appview.proxy;

import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Dns;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The hosts of those who may say what a name means: the text record `_lexicon` of the name's
/// domain names an account, whose document names its host. What was found is remembered for a
/// while, and that nothing was found for a short one.
public final class Authorities {
    private static final String PREFIX = "did=";
    private static final int KNOWN_MAX = 10_000;
    private static final Duration FOUND = Duration.ofMinutes(10);
    private static final Duration MISSED = Duration.ofSeconds(30);

    private final Dns dns;
    private final DidResolver dids;
    private final Cache<String, Answer> known;

    /// @param nanos a clock for how long something is remembered
    public Authorities(Dns dns, DidResolver dids, LongSupplier nanos) {
        this.dns = dns;
        this.dids = dids;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(KNOWN_MAX)
                        .ticker(nanos::getAsLong)
                        .executor(Runnable::run)
                        .expireAfter(Expiry.creating((String _, Answer answer) -> time(answer)))
                        .build();
    }

    /// What came of looking for an authority.
    public sealed interface Answer {
        /// The host of the authority's repository.
        record Found(Did did, URI host) implements Answer {}

        /// There is none, for this reason.
        record Missing(String why) implements Answer {}
    }

    private static Duration time(Answer answer) {
        return switch (answer) {
            case Answer.Found _ -> FOUND;
            case Answer.Missing _ -> MISSED;
        };
    }

    /// Who says what this name means.
    public Answer find(Nsid nsid) {
        String domain = domain(nsid);
        Answer answer = known.getIfPresent(domain);
        if (answer == null) {
            answer = look(domain);
            known.put(domain, answer);
        }
        return answer;
    }

    /// The domain of a name: all but its last part, the other way round.
    private static String domain(Nsid nsid) {
        List<String> parts = List.of(nsid.authority().split("\\.", -1));
        return String.join(".", parts.reversed());
    }

    private Answer look(String domain) {
        String name = "_lexicon." + domain;
        try {
            Optional<Did> did =
                    dns.txt(name).stream()
                            .filter(text -> text.startsWith(PREFIX))
                            .map(text -> text.substring(PREFIX.length()).strip())
                            .filter(Did::valid)
                            .map(Did::parse)
                            .findFirst();
            return did.isEmpty()
                    ? new Answer.Missing("no did= TXT record found at " + name)
                    : host(did.get());
        } catch (FetchException e) {
            return new Answer.Missing("DNS TXT lookup failed for " + name);
        }
    }

    private Answer host(Did did) {
        try {
            Optional<DidDocument> document = dids.resolve(did);
            return document.flatMap(DidDocument::pds)
                    .<Answer>map(host -> new Answer.Found(did, host))
                    .orElseGet(() -> new Answer.Missing("no host found for " + did.value()));
        } catch (FetchException e) {
            return new Answer.Missing("no document found for " + did.value());
        }
    }
}
