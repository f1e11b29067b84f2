package chancery.appview.delegation;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.time.Instant;

/// Somebody who may do something with the account of another.
public record Delegate(Did account, Did user, Role role, Did grantedBy, Instant createdAt) {
    static final Codec<Delegate> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Delegate row) {
                    return Value.Map.builder()
                            .put("account", row.account.value())
                            .put("user", row.user.value())
                            .put("role", row.role.wire())
                            .put("by", row.grantedBy.value())
                            .put("created", Kept.micros(row.createdAt))
                            .build();
                }

                @Override
                public Delegate decode(Value.Map kept) {
                    return new Delegate(
                            Did.parse(Kept.text(kept, "account")),
                            Did.parse(Kept.text(kept, "user")),
                            Role.of(Kept.text(kept, "role")).orElseThrow(),
                            Did.parse(Kept.text(kept, "by")),
                            Kept.instant(kept, "created"));
                }
            };
}
