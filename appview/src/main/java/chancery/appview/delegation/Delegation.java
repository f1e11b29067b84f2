package chancery.appview.delegation;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Delegates;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.RemoteSession;
import chancery.appview.session.Sessions;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.web.Refusal;
import chancery.web.Refusal.Kind;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who may write for whom, and who decides that.
public final class Delegation implements Delegates {
    private static final int ROUNDS = 64;

    private final Delegations rows;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Events events;

    public Delegation(
            KeyValue store,
            AppViewLimits.Sessions limits,
            Sessions sessions,
            InstantSource clock,
            Events events) {
        this.rows = new Delegations(store, limits);
        this.sessions = sessions;
        this.clock = clock;
        this.events = events;
    }

    /// An account as one of its delegates sees it.
    public record Seen(LinkedAccount account, Delegate delegate) {}

    /// Links an account whose session the caller's application holds; the caller becomes its owner.
    /// A session that its own account already acts with does not count: it was not deposited to be
    /// handed on.
    ///
    /// @throws Refusal when it cannot be linked
    public void link(AppCaller.Remote caller, Did account) {
        if (caller.did().equals(account)) {
            throw refused(Kind.INVALID, "cannot link your own account as a delegate");
        }
        Optional<RemoteSession> session =
                sessions.find(caller.clientId(), account).filter(found -> !found.used());
        LinkedAccount row = new LinkedAccount(caller.did(), caller.clientId(), clock.instant());
        Delegate owner =
                new Delegate(account, caller.did(), Role.OWNER, caller.did(), row.createdAt());
        if (rows.account(account).isPresent()) {
            throw refused(Kind.CONFLICT, "account is already linked");
        }
        if (session.isEmpty()) {
            throw refused(
                    Kind.INVALID,
                    "no DPoP session found for the target account — complete OAuth first");
        }
        if (!rows.link(account, row, owner)) {
            throw refused(Kind.CONFLICT, "account is already linked");
        }
        tell("delegation.account_linked", caller, account, Json.Members.EMPTY);
    }

    /// Unlinks an account and ends its session.
    ///
    /// @throws Refusal when the caller is not its owner
    public void unlink(AppCaller.Remote caller, Did account) {
        for (int i = 0; i < ROUNDS; i++) {
            Seen seen = require(caller, account);
            if (seen.delegate.role() != Role.OWNER) {
                throw refused(Kind.FORBIDDEN, "only the owner can unlink an account");
            }
            Optional<RemoteSession> session = sessions.find(caller.clientId(), account);
            if (rows.unlink(
                    account,
                    seen.account,
                    batch -> session.ifPresent(found -> sessions.end(batch, found)))) {
                tell("delegation.account_unlinked", caller, account, Json.Members.EMPTY);
                return;
            }
        }
        throw refused(Kind.UNAVAILABLE, "the account is busy");
    }

    /// Lets somebody do something with an account.
    ///
    /// @throws Refusal when the caller may not say so
    public void add(AppCaller.Remote caller, Did account, Did user, String role) {
        Seen seen = requireManager(caller, account, "only owners and admins can add delegates");
        Role given =
                Role.of(role)
                        .filter(known -> known != Role.OWNER)
                        .orElseThrow(
                                () -> refused(Kind.INVALID, "role must be 'admin' or 'member'"));
        if (rows.delegate(account, user).isPresent()) {
            throw refused(Kind.CONFLICT, "user is already a delegate of this account");
        }
        if (!rows.room(account)) {
            throw refused(Kind.INVALID, "the account has too many delegates");
        }
        Delegate delegate = new Delegate(account, user, given, caller.did(), clock.instant());
        if (!rows.add(seen.account, delegate)) {
            throw refused(Kind.CONFLICT, "user is already a delegate of this account");
        }
        tell("delegation.delegate_added", caller, account, detail(user, given));
    }

    /// Takes back what somebody may do with an account.
    ///
    /// @throws Refusal when the caller may not say so
    public void remove(AppCaller.Remote caller, Did account, Did user) {
        Seen seen = requireManager(caller, account, "only owners and admins can remove delegates");
        Delegate target =
                rows.delegate(account, user)
                        .orElseThrow(() -> refused(Kind.NOT_FOUND, "delegate not found"));
        if (target.role() == Role.OWNER) {
            throw refused(Kind.FORBIDDEN, "the owner cannot be removed");
        }
        if (target.role() == Role.ADMIN && seen.delegate.role() == Role.ADMIN) {
            throw refused(Kind.FORBIDDEN, "admins cannot remove other admins");
        }
        if (!rows.remove(target)) {
            throw refused(Kind.NOT_FOUND, "delegate not found");
        }
        tell("delegation.delegate_removed", caller, account, detail(user, target.role()));
    }

    /// What the caller may do something with through its application, newest first.
    public List<Delegate> accounts(AppCaller.Remote caller) {
        return rows.ofUser(caller.did()).stream()
                .filter(delegate -> through(caller, delegate.account()))
                .sorted(Comparator.comparing(Delegate::createdAt).reversed())
                .toList();
    }

    private boolean through(AppCaller.Remote caller, Did account) {
        return rows.account(account)
                .filter(row -> row.clientId().equals(caller.clientId()))
                .isPresent();
    }

    /// Everybody who may do something with an account, oldest first.
    ///
    /// @throws Refusal when the caller may not see that
    public List<Delegate> delegates(AppCaller.Remote caller, Did account) {
        requireManager(caller, account, "only owners and admins can list delegates");
        return rows.ofAccount(account).stream()
                .sorted(Comparator.comparing(Delegate::createdAt))
                .toList();
    }

    /// An account, as the caller sees it.
    ///
    /// @throws Refusal when the caller may do nothing with it
    public Seen require(AppCaller.Remote caller, Did account) {
        LinkedAccount row =
                rows.account(account)
                        .orElseThrow(() -> refused(Kind.NOT_FOUND, "delegated account not found"));
        if (!row.clientId().equals(caller.clientId())) {
            throw refused(Kind.FORBIDDEN, "delegation is scoped to a different application");
        }
        Delegate delegate = rows.delegate(account, caller.did()).orElseThrow(Delegation::stranger);
        return new Seen(row, delegate);
    }

    private Seen requireManager(AppCaller.Remote caller, Did account, String otherwise) {
        Seen seen = require(caller, account);
        if (!seen.delegate.role().manages()) {
            throw refused(Kind.FORBIDDEN, otherwise);
        }
        return seen;
    }

    @Override
    public void requireWriter(AppCaller caller, Did account) {
        if (caller.account().equals(Optional.of(account))) {
            return;
        }
        if (!(caller instanceof AppCaller.Remote remote) || rows.account(account).isEmpty()) {
            throw stranger();
        }
        if (!require(remote, account).delegate().role().manages()) {
            throw refused(Kind.FORBIDDEN, "your role does not have write access to this account");
        }
    }

    private void tell(String type, AppCaller.Remote caller, Did account, Json.Members detail) {
        events.add(AppEvent.info(type, account.value(), detail).by(caller.did().value()));
    }

    private static Json.Members detail(Did user, Role role) {
        return Json.Members.builder()
                .put("user_did", user.value())
                .put("role", role.wire())
                .build();
    }

    private static Refusal stranger() {
        return refused(Kind.FORBIDDEN, "you are not a delegate of this account");
    }

    private static Refusal refused(Kind kind, String message) {
        return new Refusal(kind, "", message);
    }
}
