package chancery.pds.identity;

import chancery.atproto.identity.HandleResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.account.HandleRules;
import chancery.web.Refusal;

import java.util.Optional;

/// Handles resolved: those of this server from its own directory, the others on the network.
public final class Names {
    private final AccountGate gate;
    private final HandleRules rules;
    private final HandleResolver network;

    public Names(AccountGate gate, HandleRules rules, HandleResolver network) {
        this.gate = gate;
        this.rules = rules;
        this.network = network;
    }

    /// The account that has this handle.
    ///
    /// @throws Refusal `HandleNotFound` when nobody has
    public Did resolve(Handle handle) {
        Optional<Did> local = gate.active(handle).map(Account::did);
        if (local.isPresent()) {
            return local.get();
        }
        Optional<Did> found = rules.domainOf(handle).isPresent() ? Optional.empty() : find(handle);
        return found.orElseThrow(
                () -> Refusal.invalid("HandleNotFound", "Unable to resolve handle"));
    }

    /// Refuses unless this handle of another domain resolves to this identity.
    public void requireOwner(Handle handle, Did did) {
        if (!find(handle).equals(Optional.of(did))) {
            throw Refusal.invalid("External handle did not resolve to DID");
        }
    }

    private Optional<Did> find(Handle handle) {
        try {
            return network.resolve(handle);
        } catch (FetchException e) {
            return Optional.empty();
        }
    }
}
