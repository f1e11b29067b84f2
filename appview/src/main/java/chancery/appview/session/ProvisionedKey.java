package chancery.appview.session;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Optional;

/// A key that was handed out and waits for its session.
///
/// @param sealed the secret half, for the name of the key
/// @param challenge of a public client (PKCE, S256)
record ProvisionedKey(
        String clientId,
        byte[] sealed,
        String thumbprint,
        Optional<String> challenge,
        Instant end) {
    static final Codec<ProvisionedKey> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(ProvisionedKey row) {
                    Value.Map.Builder out =
                            Value.Map.builder()
                                    .put("client", row.clientId)
                                    .put("key", Value.Bytes.of(row.sealed))
                                    .put("thumbprint", row.thumbprint)
                                    .put("end", Kept.micros(row.end));
                    row.challenge.ifPresent(challenge -> out.put("challenge", challenge));
                    return out.build();
                }

                @Override
                public ProvisionedKey decode(Value.Map kept) {
                    return new ProvisionedKey(
                            Kept.text(kept, "client"),
                            SealedBytes.of(kept, "key").orElseThrow(),
                            Kept.text(kept, "thumbprint"),
                            kept.text("challenge"),
                            Kept.instant(kept, "end"));
                }
            };
}
