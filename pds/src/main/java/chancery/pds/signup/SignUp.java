package chancery.pds.signup;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.identity.PlcAnswer;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.Account;
import chancery.pds.account.Directory;
import chancery.pds.account.Email;
import chancery.pds.account.Passwords;
import chancery.pds.session.Sessions;
import chancery.store.Outcome;
import chancery.web.Refusal;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Opens accounts. Names are claimed first, then the identity is published, then everything of the
/// account is written in one batch with its first events, then the claims are confirmed. A stop in
/// between leaves a claim that ends by itself.
public final class SignUp {
    private final Directory directory;
    private final Passwords passwords;
    private final PlcDirectory plc;
    private final Genesis genesis;
    private final InstantSource clock;

    public SignUp(
            Directory directory,
            Passwords passwords,
            PlcDirectory plc,
            Genesis genesis,
            InstantSource clock) {
        this.directory = directory;
        this.passwords = passwords;
        this.plc = plc;
        this.genesis = genesis;
        this.clock = clock;
    }

    /// A new account and its first session.
    public record Opened(Account account, Sessions.Pair session) {}

    /// Opens an account whose identity is made here.
    ///
    /// @throws Refusal when a name is taken
    public Opened open(Application form) {
        PrivateKey signingKey = genesis.newKey();
        PlcOperation operation = genesis.operation(form, signingKey);
        Did did = operation.genesisDid();
        Account account = account(did, form, Account.Standing.ACTIVE);
        claim(account, form);
        Optional<Refusal> refused = publish(did, operation);
        if (refused.isPresent()) {
            directory.release(did, form.handle(), form.email());
            throw refused.get();
        }
        return write(account, signingKey);
    }

    /// Opens an account for an identity from elsewhere: it takes no part until it is activated.
    ///
    /// @throws Refusal when a name or the identity is taken
    public Opened move(Application form, Did did) {
        Account account = account(did, form, Account.Standing.DEACTIVATED);
        claim(account, form);
        return write(account, genesis.newKey());
    }

    private Optional<Refusal> publish(Did did, PlcOperation operation) {
        try {
            return switch (plc.submit(did, operation)) {
                case PlcAnswer.Taken _ -> Optional.empty();
                case PlcAnswer.Refused(var message) -> Optional.of(Refusal.invalid(message));
            };
        } catch (FetchException e) {
            return Optional.of(
                    new Refusal(
                                    Refusal.Kind.UPSTREAM_FAILED,
                                    "UpstreamFailure",
                                    "Unable to perform PLC operation")
                            .with("cause", e));
        }
    }

    private Account account(Did did, Application form, Account.Standing standing) {
        return new Account(
                did,
                form.handle(),
                form.email(),
                passwords.hash(form.password()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                standing);
    }

    private void claim(Account account, Application form) {
        switch (directory.claim(account.did(), account.handle(), account.email())) {
            case CLAIMED -> {}
            case HANDLE_TAKEN -> throw Refusal.invalid("Handle already taken: " + account.handle());
            case EMAIL_TAKEN -> throw Refusal.invalid("Email already taken: " + form.emailSent());
        }
    }

    private Opened write(Account account, PrivateKey signingKey) {
        Genesis.Written written = genesis.write(account, signingKey);
        if (written.outcome() instanceof Outcome.Conflict) {
            directory.release(account.did(), account.handle(), account.email());
            throw Refusal.invalid("Account already exists: " + account.did());
        }
        directory.confirm(account);
        return new Opened(account, written.session());
    }

    /// What somebody who wants an account has said, checked.
    ///
    /// @param emailSent the e-mail as it was typed, for messages
    /// @param recoveryKey a key of the owner's, above the server's
    public record Application(
            Handle handle,
            Optional<Email> email,
            String emailSent,
            String password,
            Optional<PublicKey> recoveryKey) {}
}
