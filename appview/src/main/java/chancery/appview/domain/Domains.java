package chancery.appview.domain;

import chancery.appview.domain.Domain.Rank;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.RowId;
import chancery.appview.truth.Shelf;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.web.Refusal;
import chancery.web.Refusal.Kind;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The domains of this installation, one of them the primary. All threads read the same snapshot.
public final class Domains {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final KeyValue store;
    private final Shelf<Domain> shelf;
    private final AppViewLimits.Administration limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final boolean local;
    private volatile List<Domain> all;

    /// Reads what is kept, and sees to it that the configured origin is among it.
    ///
    /// @param configured the origin that the configuration names; where no domain has it, the
    ///     primary is moved there
    public Domains(
            KeyValue store,
            URI configured,
            AppViewLimits.Administration limits,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.shelf = new Shelf<>(Place.registry(store), "domain", Domain.CODEC);
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.local = LOOPBACK.contains(Domain.host(configured));
        this.all = List.of();
        publish(shelf.all());
        seed(origin(configured));
    }

    private void seed(String url) {
        if (all.stream().anyMatch(domain -> domain.url().equals(url))) {
            return;
        }
        Instant now = clock.instant();
        Optional<Domain> primary =
                all.stream().filter(domain -> domain.rank() == Rank.PRIMARY).findFirst();
        Domain seeded =
                primary.map(domain -> domain.with(url, now))
                        .orElseGet(
                                () ->
                                        new Domain(
                                                RowId.random(random), url, Rank.PRIMARY, now, now));
        shelf.put(seeded.id(), seeded);
        publish(shelf.all());
    }

    private void publish(List<Domain> domains) {
        List<Domain> sorted = new ArrayList<>(domains);
        sorted.sort(Comparator.comparing(Domain::createdAt).thenComparing(Domain::id));
        all = List.copyOf(sorted);
    }

    /// All domains, the oldest first.
    public List<Domain> all() {
        return all;
    }

    /// The domain that stands for the installation.
    public Domain primary() {
        return all.stream()
                .filter(domain -> domain.rank() == Rank.PRIMARY)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no domain is the primary"));
    }

    /// The domain of a host's name, in any letter case. Where the installation is on the loopback,
    /// every name of the loopback is its primary.
    public Optional<Domain> find(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        Optional<Domain> found =
                all.stream().filter(domain -> domain.host().equals(lower)).findFirst();
        return found.isEmpty() && local && LOOPBACK.contains(lower)
                ? Optional.of(primary())
                : found;
    }

    /// Adds an origin.
    ///
    /// @throws Refusal in the words that operators know
    public synchronized Domain add(String text) {
        String url = parse(text);
        if (all.stream().anyMatch(domain -> domain.url().equals(url))) {
            throw invalid("domain '" + url + "' already exists");
        }
        if (all.size() >= limits.domainsMax()) {
            throw new Refusal(Kind.CONFLICT, "", "at most " + limits.domainsMax() + " domains");
        }
        Instant now = clock.instant();
        Domain domain = new Domain(RowId.random(random), url, Rank.FURTHER, now, now);
        shelf.put(domain.id(), domain);
        publish(shelf.all());
        return domain;
    }

    private String parse(String text) {
        URI uri;
        try {
            uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            throw invalid("invalid URL");
        }
        if (uri.getScheme() == null || uri.isOpaque() || uri.getUserInfo() != null) {
            throw invalid("invalid URL");
        }
        if (uri.getHost() == null) {
            throw invalid("URL must contain a host");
        }
        if (!uri.getPath().isEmpty() || uri.getQuery() != null || uri.getFragment() != null) {
            throw invalid("URL must not contain a path");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(local && scheme.equals("http"))) {
            throw invalid("URL scheme must be https");
        }
        return origin(uri);
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return scheme + "://" + Domain.host(uri) + port;
    }

    /// Takes a domain away that is not the primary; empty when there is none.
    public synchronized Optional<Domain> remove(String id) {
        Optional<Domain> domain = shelf.find(id);
        if (domain.isPresent()) {
            if (domain.get().rank() == Rank.PRIMARY) {
                throw invalid("cannot delete the primary domain");
            }
            shelf.remove(id);
            publish(shelf.all());
        }
        return domain;
    }

    /// Makes a domain the primary; empty when there is none.
    public synchronized Optional<Domain> promote(String id) {
        Optional<Domain> domain = shelf.find(id);
        if (domain.isEmpty() || domain.get().rank() == Rank.PRIMARY) {
            return domain;
        }
        Instant now = clock.instant();
        Domain former = primary();
        Batch batch = new Batch();
        shelf.put(batch, former.id(), former.with(Rank.FURTHER, now));
        shelf.put(batch, id, domain.get().with(Rank.PRIMARY, now));
        store.commit(batch);
        publish(shelf.all());
        return shelf.find(id);
    }

    private static Refusal invalid(String message) {
        return new Refusal(Kind.INVALID, "", message);
    }
}
