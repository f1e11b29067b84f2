package chancery.pds.account;

import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;

import java.util.List;
import java.util.Optional;

/// The accounts, found by any of their names.
public final class Accounts {
    private final KeyValue store;
    private final Directory directory;

    public Accounts(KeyValue store, Directory directory) {
        this.store = store;
        this.directory = directory;
    }

    /// The account of this name, whatever its standing.
    public Optional<Account> find(AtIdentifier name) {
        return switch (name) {
            case Did did -> find(did);
            case Handle handle ->
                    directory
                            .find(handle)
                            .flatMap(this::find)
                            .filter(account -> account.handle().equals(handle));
        };
    }

    /// The account with this e-mail.
    public Optional<Account> find(Email email) {
        return directory
                .find(email)
                .flatMap(this::find)
                .filter(account -> account.email().filter(email::equals).isPresent());
    }

    private Optional<Account> find(Did did) {
        return store.get(AccountRow.key(did)).map(bytes -> AccountRow.decode(did, bytes));
    }

    /// Adds a new account to the batch that writes it; fails when there is one of this DID.
    public void create(Batch batch, Account account) {
        Key key = AccountRow.key(account.did());
        batch.requireAbsent(key).put(key, AccountRow.encode(account));
    }

    /// Changes an account that was read as `before`, in a batch that fails if it is another by now.
    public void replace(Batch batch, Account before, Account after) {
        Key key = AccountRow.key(before.did());
        batch.requireEqual(key, AccountRow.encode(before)).put(key, AccountRow.encode(after));
    }

    /// Confirms or ends the claims that a stop left behind; answers how many there were.
    public int sweepClaims() {
        List<Directory.Stale> stale = directory.stale();
        for (Directory.Stale claim : stale) {
            Optional<Account> account = find(claim.did());
            if (account.isPresent()) {
                directory.confirm(account.get());
            } else {
                directory.end(claim);
            }
        }
        return stale.size();
    }
}
