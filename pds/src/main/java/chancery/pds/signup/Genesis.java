package chancery.pds.signup;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcState;
import chancery.pds.account.Account;
import chancery.pds.account.Accounts;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.SigningKeys;
import chancery.pds.session.Sessions;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.web.auth.Scope;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The beginning of an account: its first operation of the directory, and the one batch that writes
/// row, key, empty repository, first session and first events.
public final class Genesis {
    private final KeyValue store;
    private final Accounts accounts;
    private final SigningKeys keys;
    private final RepoWriter repositories;
    private final Sessions sessions;
    private final Authority authority;

    public Genesis(
            KeyValue store,
            Accounts accounts,
            SigningKeys keys,
            RepoWriter repositories,
            Sessions sessions,
            Authority authority) {
        this.store = store;
        this.accounts = accounts;
        this.keys = keys;
        this.repositories = repositories;
        this.sessions = sessions;
        this.authority = authority;
    }

    /// Who the server is to the identities it makes.
    public record Authority(PrivateKey rotationKey, URI publicUrl) {}

    /// How the batch ended, and the session it opened.
    record Written(Outcome outcome, Sessions.Pair session) {}

    PrivateKey newKey() {
        return keys.generate();
    }

    /// The signed first operation; the owner's recovery key, if any, stands above the server's.
    PlcOperation operation(SignUp.Application form, PrivateKey signingKey) {
        List<PublicKey> rotation = new ArrayList<>();
        form.recoveryKey().ifPresent(rotation::add);
        rotation.add(authority.rotationKey().publicKey());
        PlcState state =
                PlcState.of(
                        rotation,
                        signingKey.publicKey(),
                        form.handle(),
                        authority.publicUrl().toString());
        return PlcOperation.genesis(state, authority.rotationKey());
    }

    Written write(Account account, PrivateKey signingKey) {
        Batch batch = new Batch();
        accounts.create(batch, account);
        keys.create(batch, account.did(), signingKey);
        if (account.active()) {
            repositories.createActive(batch, account.did(), account.handle(), signingKey);
        } else {
            repositories.createSilent(batch, account.did(), signingKey);
        }
        Sessions.Pair session = sessions.open(batch, account.did(), Scope.ACCESS);
        return new Written(store.commit(batch), session);
    }
}
