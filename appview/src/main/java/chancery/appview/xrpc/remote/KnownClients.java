package chancery.appview.xrpc.remote;

import chancery.appview.caller.Allowance;
import chancery.appview.caller.Identified;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;

import java.util.Optional;
import java.util.function.Supplier;

/// The registered clients, as calls need them.
public final class KnownClients {
    private final ApiClients clients;
    private final Supplier<Allowance> standard;

    /// @param standard what a client has that is given nothing of its own
    public KnownClients(ApiClients clients, Supplier<Allowance> standard) {
        this.clients = clients;
        this.standard = standard;
    }

    /// The active client of this key.
    public Optional<Identified.Client> find(String key) {
        return clients.active(key).map(this::of);
    }

    Identified.Client of(ApiClient client) {
        Allowance allowance = client.rates().allowance().orElseGet(standard);
        return new Identified.Client(client.id(), client.key(), allowance);
    }
}
