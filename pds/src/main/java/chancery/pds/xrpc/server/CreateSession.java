package chancery.pds.xrpc.server;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.AtIdentifier;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.account.Accounts;
import chancery.pds.account.Email;
import chancery.pds.account.Passwords;
import chancery.pds.limit.PdsLimits;
import chancery.pds.session.Sessions;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.auth.Scope;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.Locale;
import java.util.Optional;

/// `com.atproto.server.createSession`: login by handle, DID or e-mail. Whatever is wrong, the
/// answer and its cost are the same.
public final class CreateSession implements XrpcHandler {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final PdsLimits limits;

    public CreateSession(
            Accounts accounts, Passwords passwords, Sessions sessions, PdsLimits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        String password = Fields.text(input, "password");
        if (password.length() > limits.loginCharsMax()) {
            throw new Refusal(
                    Refusal.Kind.UNAUTHENTICATED,
                    "AuthenticationRequired",
                    "Password too long. Consider resetting your password.");
        }
        Account account = login(Fields.text(input, "identifier"), password);
        if (account.standing() == Account.Standing.TAKENDOWN) {
            throw AccountGate.takendown();
        }
        Sessions.Pair tokens = sessions.open(account.did(), Scope.ACCESS);
        return new Reply.Json(SessionViews.session(account, tokens));
    }

    private Account login(String identifier, String password) {
        Optional<Account> account = find(identifier.toLowerCase(Locale.ROOT));
        if (account.isEmpty()) {
            passwords.checkNobody(password);
            throw wrong();
        }
        if (!passwords.matches(password, account.get().password())) {
            throw wrong();
        }
        return account.get();
    }

    private Optional<Account> find(String identifier) {
        if (identifier.contains("@")) {
            return Email.valid(identifier)
                    ? accounts.find(new Email(identifier))
                    : Optional.empty();
        }
        return AtIdentifier.valid(identifier)
                ? accounts.find(AtIdentifier.parse(identifier))
                : Optional.empty();
    }

    private static Refusal wrong() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "AuthenticationRequired",
                "Invalid identifier or password");
    }
}
