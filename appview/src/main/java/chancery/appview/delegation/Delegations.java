package chancery.appview.delegation;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The rows of delegation, in the partition of sessions: an account is unlinked in the batch that
/// ends its session.
final class Delegations {
    private final Place place;
    private final Shelf<LinkedAccount> accounts;
    private final Shelf<Delegate> byAccount;
    private final Shelf<Delegate> byUser;
    private final int delegatesMax;

    Delegations(KeyValue store, AppViewLimits.Sessions limits) {
        this.place = Place.sessions(store);
        this.accounts = new Shelf<>(place, "delegated", LinkedAccount.CODEC);
        this.byAccount = new Shelf<>(place, "delegate", Delegate.CODEC);
        this.byUser = new Shelf<>(place, "delegation", Delegate.CODEC);
        this.delegatesMax = limits.delegatesMax();
    }

    Optional<LinkedAccount> account(Did account) {
        return accounts.find(account.value());
    }

    Optional<Delegate> delegate(Did account, Did user) {
        return byAccount.find(name(account, user));
    }

    /// Everybody who may do something with this account.
    List<Delegate> ofAccount(Did account) {
        return below(byAccount, account, delegatesMax);
    }

    /// Everything that this user may do something with.
    List<Delegate> ofUser(Did user) {
        return below(byUser, user, Integer.MAX_VALUE);
    }

    private static List<Delegate> below(Shelf<Delegate> shelf, Did did, int max) {
        String prefix = did.value() + "/";
        return shelf.page(prefix, max).stream()
                .takeWhile(entry -> entry.id().startsWith(prefix))
                .map(Shelf.Entry::row)
                .toList();
    }

    /// Whether the account was not linked yet, and now is.
    boolean link(Did account, LinkedAccount row, Delegate owner) {
        Batch batch = new Batch();
        accounts.add(batch, account.value(), row);
        put(batch, owner);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    /// Whether the delegate is new, and the account still linked as it was.
    boolean add(LinkedAccount account, Delegate delegate) {
        Batch batch = new Batch();
        accounts.require(batch, delegate.account().value(), account);
        byAccount.add(batch, name(delegate.account(), delegate.user()), delegate);
        byUser.put(batch, name(delegate.user(), delegate.account()), delegate);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    /// Whether there is room for one more delegate.
    boolean room(Did account) {
        return ofAccount(account).size() < delegatesMax;
    }

    /// Whether the delegate was still what it was, and now is none.
    boolean remove(Delegate delegate) {
        Batch batch = new Batch();
        byAccount.require(batch, name(delegate.account(), delegate.user()), delegate);
        drop(batch, delegate);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    /// Whether the account was still linked as it was, and now is not; its delegates go along, and
    /// whatever `more` adds to the batch.
    boolean unlink(Did account, LinkedAccount row, Consumer<Batch> more) {
        Batch batch = new Batch();
        accounts.require(batch, account.value(), row);
        accounts.delete(batch, account.value());
        ofAccount(account).forEach(delegate -> drop(batch, delegate));
        more.accept(batch);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    private void put(Batch batch, Delegate delegate) {
        byAccount.put(batch, name(delegate.account(), delegate.user()), delegate);
        byUser.put(batch, name(delegate.user(), delegate.account()), delegate);
    }

    private void drop(Batch batch, Delegate delegate) {
        byAccount.delete(batch, name(delegate.account(), delegate.user()));
        byUser.delete(batch, name(delegate.user(), delegate.account()));
    }

    private static String name(Did first, Did second) {
        return first.value() + "/" + second.value();
    }
}
