package chancery.pds.account;

import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import java.util.Optional;

/// Which accounts may be written to and which may be seen, with the errors clients know.
public final class AccountGate {
    private final Accounts accounts;

    public AccountGate(Accounts accounts) {
        this.accounts = accounts;
    }

    /// The caller's own account, able to write, named as `repo` in the request.
    public Account writer(AtIdentifier repo, Did caller) {
        Account account = accounts.find(repo).orElseThrow(AccountGate::unknown);
        requireStanding(account);
        if (!account.did().equals(caller)) {
            throw new Refusal(
                    Refusal.Kind.UNAUTHENTICATED,
                    "AuthenticationRequired",
                    "Authentication Required");
        }
        return account;
    }

    /// The caller's account, whatever its standing but takendown.
    public Account caller(Did caller) {
        Account account = accounts.find((AtIdentifier) caller).orElseThrow(AccountGate::unknown);
        if (account.standing() == Account.Standing.TAKENDOWN) {
            throw takendown();
        }
        return account;
    }

    /// An account whose repository anybody may read.
    public Account repository(AtIdentifier repo) {
        Account account =
                accounts.find(repo)
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "RepoNotFound",
                                                "Could not find repo for DID: " + repo.value()));
        return switch (account.standing()) {
            case ACTIVE -> account;
            case TAKENDOWN ->
                    throw Refusal.invalid(
                            "RepoTakendown", "Repo has been takendown: " + account.did());
            case DEACTIVATED ->
                    throw Refusal.invalid(
                            "RepoDeactivated", "Repo has been deactivated: " + account.did());
        };
    }

    /// An account that takes part; inactive ones count as absent.
    public Optional<Account> active(AtIdentifier repo) {
        return accounts.find(repo).filter(Account::active);
    }

    /// The error for an account whose session may not be used.
    public static Refusal takendown() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED, "AccountTakedown", "Account has been taken down");
    }

    private static void requireStanding(Account account) {
        switch (account.standing()) {
            case ACTIVE -> {}
            case TAKENDOWN -> throw takendown();
            case DEACTIVATED ->
                    throw new Refusal(
                            Refusal.Kind.UNAUTHENTICATED,
                            "AccountDeactivated",
                            "Account is deactivated");
        }
    }

    private static Refusal unknown() {
        return new Refusal(Refusal.Kind.FORBIDDEN, "AccountNotFound", "Account not found");
    }
}
