package chancery.appview.client;

import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.appview.truth.TextCodec;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.web.Refusal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// The applications that are registered here. A change is durable first and live for all threads
/// when the call returns.
public final class ApiClients {
    private static final Comparator<ApiClient> NEWEST_FIRST =
            Comparator.comparing(ApiClient::createdAt).thenComparing(ApiClient::id).reversed();

    private final Place place;
    private final Shelf<ApiClient> rows;
    private final Shelf<String> urls;
    private final Secrets secrets;
    private final AppViewLimits.Clients limits;
    private final ClientRules rules;
    private final InstantSource clock;
    private final List<Consumer<ApiClient>> removed = new CopyOnWriteArrayList<>();
    private volatile Known known;

    /// Reads what is registered.
    public ApiClients(
            KeyValue store, Secrets secrets, AppViewLimits.Clients limits, InstantSource clock) {
        this.place = Place.registry(store);
        this.rows = new Shelf<>(place, "client", new ClientCodec());
        this.urls = new Shelf<>(place, "client-url", new TextCodec("client"));
        this.secrets = secrets;
        this.limits = limits;
        this.rules = new ClientRules(limits);
        this.clock = clock;
        this.known = Known.of(rows.all());
    }

    /// All clients of one moment.
    private record Known(Map<String, ApiClient> byId, Map<String, ApiClient> byKey) {
        static Known of(Collection<ApiClient> all) {
            Map<String, ApiClient> byId = new HashMap<>();
            Map<String, ApiClient> byKey = new HashMap<>();
            for (ApiClient client : all) {
                byId.put(client.id(), client);
                byKey.put(client.key(), client);
            }
            return new Known(byId, byKey);
        }

        Known with(Collection<ApiClient> changed) {
            Map<String, ApiClient> next = new HashMap<>(byId);
            changed.forEach(client -> next.put(client.id(), client));
            return of(next.values());
        }

        Known without(Collection<ApiClient> gone) {
            Map<String, ApiClient> next = new HashMap<>(byId);
            gone.forEach(client -> next.remove(client.id()));
            return of(next.values());
        }
    }

    /// A client that was made, and its secret, which is shown this once.
    public record Made(ApiClient client, Optional<String> secret) {}

    /// What of a client changes.
    public record Changed(Profile profile, Rates rates, boolean active) {}

    /// Is told about each client that is gone, after it is; quick.
    public void onRemoved(Consumer<ApiClient> listener) {
        removed.add(listener);
    }

    /// The client of this row.
    public Optional<ApiClient> find(String id) {
        return Optional.ofNullable(known.byId.get(id));
    }

    /// The client of this key, when it is active.
    public Optional<ApiClient> active(String key) {
        return Optional.ofNullable(known.byKey.get(key)).filter(ApiClient::active);
    }

    /// All clients, newest first.
    public List<ApiClient> all() {
        return known.byId.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /// The clients that this account made through others, newest first.
    public List<ApiClient> ownedBy(String did) {
        return all().stream()
                .filter(client -> client.descent().owner().equals(Optional.of(did)))
                .toList();
    }

    /// Registers a client under a key of our choice.
    ///
    /// @throws Refusal when it says what no client may, or its URL is taken
    public Made create(ClientDraft draft) {
        Optional<String> secret =
                draft.type() == ClientType.CONFIDENTIAL
                        ? Optional.of(secrets.secret())
                        : Optional.empty();
        ApiClient made = made(secrets.id(), secrets.key(), draft, secret.map(Secrets::hash));
        add(made);
        return new Made(made, secret);
    }

    /// The public client of this key: the one that is there, or a new one.
    public ApiClient ensure(String key, ClientDraft draft) {
        ApiClient there = known.byKey.get(key);
        if (there != null) {
            return there;
        }
        ApiClient made = made(secrets.id(), key, draft, Optional.empty());
        add(made);
        return made;
    }

    private ApiClient made(String id, String key, ClientDraft draft, Optional<String> secretHash) {
        return new ApiClient(
                id,
                key,
                secretHash,
                draft.type(),
                draft.profile(),
                draft.rates(),
                true,
                draft.descent(),
                clock.instant(),
                clock.instant());
    }

    private synchronized void add(ApiClient client) {
        rules.check(client.profile(), client.rates());
        requireRoom(client);
        Batch batch = new Batch();
        rows.add(batch, client.id(), client);
        urls.add(batch, Secrets.hash(client.profile().url()), client.id());
        if (place.store().commit(batch) instanceof Outcome.Conflict) {
            throw new Refusal(Refusal.Kind.CONFLICT, "", "client_id_url already registered");
        }
        known = known.with(List.of(client));
    }

    private void requireRoom(ApiClient client) {
        Optional<String> owner = client.descent().owner();
        boolean full =
                known.byId.size() >= limits.countMax()
                        || owner.filter(did -> ownedBy(did).size() >= limits.perOwnerMax())
                                .isPresent();
        if (full) {
            throw ClientRules.invalid("there are too many API clients");
        }
    }

    /// Changes a client; empty when there is none. One that is no longer active takes the clients
    /// that were made through it along.
    ///
    /// @throws Refusal when it says what no client may
    public synchronized Optional<ApiClient> change(String id, Function<ApiClient, Changed> change) {
        ApiClient before = known.byId.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Changed to = change.apply(before);
        rules.check(to.profile(), to.rates());
        List<ApiClient> after = new ArrayList<>();
        after.add(before.with(to.profile(), to.rates(), to.active(), clock.instant()));
        if (before.active() && !to.active()) {
            children(id).forEach(child -> after.add(ended(child)));
        }
        Batch batch = new Batch();
        after.forEach(client -> rows.put(batch, client.id(), client));
        place.store().commit(batch);
        known = known.with(after);
        return Optional.of(after.getFirst());
    }

    private ApiClient ended(ApiClient child) {
        return child.with(child.profile(), child.rates(), false, clock.instant());
    }

    /// Takes a client away, and those that were made through it; whether there was one.
    public boolean remove(String id) {
        List<ApiClient> gone = removedRows(id);
        gone.forEach(client -> removed.forEach(listener -> listener.accept(client)));
        return !gone.isEmpty();
    }

    private synchronized List<ApiClient> removedRows(String id) {
        ApiClient client = known.byId.get(id);
        if (client == null) {
            return List.of();
        }
        List<ApiClient> gone = new ArrayList<>(children(id));
        gone.add(client);
        Batch batch = new Batch();
        for (ApiClient each : gone) {
            rows.delete(batch, each.id());
            urls.delete(batch, Secrets.hash(each.profile().url()));
        }
        place.store().commit(batch);
        known = known.without(gone);
        return gone;
    }

    private List<ApiClient> children(String parent) {
        return known.byId.values().stream()
                .filter(client -> client.descent().parent().equals(Optional.of(parent)))
                .toList();
    }
}
