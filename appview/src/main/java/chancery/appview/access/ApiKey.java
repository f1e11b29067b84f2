package chancery.appview.access;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A key of the admin API, as far as it is kept: not the key itself.
///
/// @param userId whose it is
/// @param prefix its first characters, to tell keys apart
/// @param hash SHA-256 of the key, in hexadecimal
/// @param permissions what it may do at most, of what its user may
/// @param lastUsedAt to the minute
public record ApiKey(
        String id,
        String userId,
        String name,
        String prefix,
        String hash,
        Set<Permission> permissions,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {
    public ApiKey {
        permissions = Set.copyOf(permissions);
    }

    /// The same, used at this moment.
    ApiKey usedAt(Instant moment) {
        return new ApiKey(
                id,
                userId,
                name,
                prefix,
                hash,
                permissions,
                createdAt,
                Optional.of(moment),
                revokedAt);
    }

    /// The same, of no use from this moment on.
    ApiKey revokedAt(Instant moment) {
        return new ApiKey(
                id,
                userId,
                name,
                prefix,
                hash,
                permissions,
                createdAt,
                lastUsedAt,
                Optional.of(revokedAt.orElse(moment)));
    }

    /// How keys are kept.
    static final Codec<ApiKey> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(ApiKey key) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("id", key.id())
                                    .put("user", key.userId())
                                    .put("name", key.name())
                                    .put("prefix", key.prefix())
                                    .put("hash", key.hash())
                                    .put("permissions", PermissionTexts.of(key.permissions()))
                                    .put("created", Kept.micros(key.createdAt()));
                    key.lastUsedAt().ifPresent(at -> row.put("used", Kept.micros(at)));
                    key.revokedAt().ifPresent(at -> row.put("revoked", Kept.micros(at)));
                    return row.build();
                }

                @Override
                public ApiKey decode(Value.Map row) {
                    return new ApiKey(
                            Kept.text(row, "id"),
                            Kept.text(row, "user"),
                            Kept.text(row, "name"),
                            Kept.text(row, "prefix"),
                            Kept.text(row, "hash"),
                            PermissionTexts.read(Kept.texts(row, "permissions")),
                            Kept.instant(row, "created"),
                            moment(row, "used"),
                            moment(row, "revoked"));
                }
            };

    private static Optional<Instant> moment(Value.Map row, String name) {
        return row.contains(name) ? Optional.of(Kept.instant(row, name)) : Optional.empty();
    }
}
