package chancery.appview.delegation;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.time.Instant;

/// An account that others may write for.
///
/// @param clientId the application through which, and no other
public record LinkedAccount(Did linkedBy, String clientId, Instant createdAt) {
    static final Codec<LinkedAccount> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(LinkedAccount row) {
                    return Value.Map.builder()
                            .put("by", row.linkedBy.value())
                            .put("client", row.clientId)
                            .put("created", Kept.micros(row.createdAt))
                            .build();
                }

                @Override
                public LinkedAccount decode(Value.Map kept) {
                    return new LinkedAccount(
                            Did.parse(Kept.text(kept, "by")),
                            Kept.text(kept, "client"),
                            Kept.instant(kept, "created"));
                }
            };
}
