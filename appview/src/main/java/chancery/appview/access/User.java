package chancery.appview.access;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Somebody who may administer the AppView.
///
/// @param id of the row, never used again for another user
/// @param lastUsedAt when a credential of the user was last taken, to the minute
public record User(
        String id,
        Did did,
        Rank rank,
        Set<Permission> permissions,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {
    public User {
        permissions = Set.copyOf(permissions);
    }

    /// Whether permissions bind a user.
    public enum Rank {
        /// May do everything.
        SUPER,
        /// May do what is granted.
        ORDINARY
    }

    /// All that the user may do.
    public Set<Permission> effective() {
        return rank == Rank.SUPER ? Set.of(Permission.values()) : permissions;
    }

    /// The same with other permissions.
    User with(Set<Permission> other) {
        return new User(id, did, rank, other, createdAt, lastUsedAt);
    }

    /// The same in another rank.
    User with(Rank other) {
        return new User(id, did, other, permissions, createdAt, lastUsedAt);
    }

    /// The same, used at this moment.
    User usedAt(Instant moment) {
        return new User(id, did, rank, permissions, createdAt, Optional.of(moment));
    }

    /// How users are kept.
    static final Codec<User> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(User user) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("id", user.id())
                                    .put("did", user.did().value())
                                    .put("super", user.rank() == Rank.SUPER)
                                    .put("permissions", PermissionTexts.of(user.permissions()))
                                    .put("created", Kept.micros(user.createdAt()));
                    user.lastUsedAt().ifPresent(at -> row.put("used", Kept.micros(at)));
                    return row.build();
                }

                @Override
                public User decode(Value.Map row) {
                    return new User(
                            Kept.text(row, "id"),
                            Did.parse(Kept.text(row, "did")),
                            Kept.flag(row, "super") ? Rank.SUPER : Rank.ORDINARY,
                            PermissionTexts.read(Kept.texts(row, "permissions")),
                            Kept.instant(row, "created"),
                            row.contains("used")
                                    ? Optional.of(Kept.instant(row, "used"))
                                    : Optional.empty());
                }
            };
}
