package chancery.appview.access;

import chancery.appview.access.User.Rank;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.RowId;
import chancery.appview.truth.Shelf;
import chancery.appview.truth.TextCodec;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.web.Refusal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The users of the admin API. No two have the same DID.
public final class Users {
    private final KeyValue store;
    private final Shelf<User> shelf;
    private final Shelf<String> names;
    private final AppViewLimits.Administration limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Users(
            KeyValue store,
            AppViewLimits.Administration limits,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.shelf = new Shelf<>(Place.registry(store), "user", User.CODEC);
        this.names = new Shelf<>(Place.registry(store), "user-did", new TextCodec("id"));
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// The user of this row.
    public Optional<User> find(String id) {
        return shelf.find(id);
    }

    /// The user with this DID.
    public Optional<User> find(Did did) {
        return names.find(did.value()).flatMap(shelf::find);
    }

    /// All users, the oldest first.
    public List<User> all() {
        return shelf.all().stream()
                .sorted(Comparator.comparing(User::createdAt).thenComparing(User::id))
                .toList();
    }

    /// Whether there is a user at all.
    public boolean any() {
        return !shelf.page("", 1).isEmpty();
    }

    /// Adds a user.
    ///
    /// @throws Refusal of kind `CONFLICT` when there is one with this DID, or no room
    public User add(Did did, Rank rank, Set<Permission> permissions) {
        if (shelf.page("", limits.usersMax()).size() == limits.usersMax()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "", "at most " + limits.usersMax() + " users");
        }
        Batch batch = new Batch();
        User user = add(batch, did, rank, permissions);
        if (store.commit(batch) instanceof Outcome.Committed) {
            return user;
        }
        throw new Refusal(
                Refusal.Kind.CONFLICT, "", "user with DID '" + did.value() + "' already exists");
    }

    /// Adds a user as part of a batch, which fails when there is one with this DID.
    User add(Batch batch, Did did, Rank rank, Set<Permission> permissions) {
        User user =
                new User(
                        RowId.random(random),
                        did,
                        rank,
                        permissions,
                        clock.instant(),
                        Optional.empty());
        names.add(batch, did.value(), user.id());
        shelf.add(batch, user.id(), user);
        return user;
    }

    /// Makes sure that these accounts are users of the highest rank, as the configuration wants it.
    public void ensureSuper(List<Did> administrators) {
        for (Did did : administrators) {
            Optional<User> known = find(did);
            if (known.isEmpty()) {
                add(did, Rank.SUPER, EnumSet.allOf(Permission.class));
            } else if (known.get().rank() != Rank.SUPER) {
                shelf.update(known.get().id(), user -> user.with(Rank.SUPER));
            }
        }
    }

    /// Grants and revokes; what the user became, empty when there is none.
    public Optional<User> change(String id, Set<Permission> grant, Set<Permission> revoke) {
        return shelf.update(
                id,
                user -> {
                    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
                    permissions.addAll(user.permissions());
                    permissions.addAll(grant);
                    permissions.removeAll(revoke);
                    return user.with(permissions);
                });
    }

    /// Takes a user away; whether that was done. What changes at the same moment stays.
    public boolean remove(User user) {
        Batch batch = new Batch();
        shelf.require(batch, user.id(), user);
        shelf.delete(batch, user.id());
        names.delete(batch, user.did().value());
        return store.commit(batch) instanceof Outcome.Committed;
    }

    /// Hands the highest rank on: the other has all permissions then, and the former keeps what was
    /// granted to it. Whether that was done; not when either changed at the same moment.
    public boolean transfer(User from, User to) {
        Batch batch = new Batch();
        shelf.require(batch, from.id(), from);
        shelf.require(batch, to.id(), to);
        shelf.put(batch, from.id(), from.with(Rank.ORDINARY));
        shelf.put(batch, to.id(), to.with(Rank.SUPER).with(EnumSet.allOf(Permission.class)));
        return store.commit(batch) instanceof Outcome.Committed;
    }

    /// Notes when a user was there last.
    void used(String id, Instant moment) {
        shelf.update(id, user -> user.usedAt(moment));
    }
}
