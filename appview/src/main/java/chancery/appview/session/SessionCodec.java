package chancery.appview.session;

import chancery.appview.session.RemoteSession.Former;
import chancery.appview.session.RemoteSession.HeldKey;
import chancery.appview.session.RemoteSession.Host;
import chancery.appview.session.RemoteSession.Tokens;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sessions as rows.
final class SessionCodec implements Codec<RemoteSession> {
    @Override
    public Value.Map encode(RemoteSession row) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("id", row.id())
                        .put("client", row.clientId())
                        .put("did", row.did().value())
                        .put("key", Value.Bytes.of(row.key().sealed()))
                        .put("thumbprint", row.key().thumbprint())
                        .put("tokens", tokens(row.tokens()))
                        .put("former", row.former().stream().map(SessionCodec::former).toList())
                        .put("scopes", Kept.texts(row.scopes()))
                        .put("used", row.used())
                        .put("created", Kept.micros(row.createdAt()));
        row.host().pds().ifPresent(pds -> out.put("pds", pds.toString()));
        row.host().issuer().ifPresent(issuer -> out.put("issuer", issuer.toString()));
        return out.build();
    }

    private static Value.Map tokens(Tokens tokens) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("access", Value.Bytes.of(tokens.access()))
                        .put("hash", tokens.hash());
        tokens.refresh().ifPresent(refresh -> out.put("refresh", Value.Bytes.of(refresh)));
        tokens.expiresAt().ifPresent(at -> out.put("expires", Kept.micros(at)));
        return out.build();
    }

    private static Value.Map former(Former former) {
        return Value.Map.builder()
                .put("hash", former.hash())
                .put("until", Kept.micros(former.until()))
                .build();
    }

    @Override
    public RemoteSession decode(Value.Map kept) {
        List<Former> former =
                kept.items("former").stream()
                        .map(item -> (Value.Map) item)
                        .map(item -> new Former(Kept.text(item, "hash"), until(item)))
                        .toList();
        return new RemoteSession(
                Kept.text(kept, "id"),
                Kept.text(kept, "client"),
                Did.parse(Kept.text(kept, "did")),
                new HeldKey(
                        SealedBytes.of(kept, "key").orElseThrow(), Kept.text(kept, "thumbprint")),
                tokensOf(Kept.map(kept, "tokens")),
                former,
                Kept.texts(kept, "scopes"),
                new Host(uri(kept, "pds"), uri(kept, "issuer")),
                Kept.flag(kept, "used"),
                Kept.instant(kept, "created"));
    }

    private static Instant until(Value.Map item) {
        return Kept.instant(item, "until");
    }

    private static Tokens tokensOf(Value.Map kept) {
        return new Tokens(
                SealedBytes.of(kept, "access").orElseThrow(),
                Kept.text(kept, "hash"),
                SealedBytes.of(kept, "refresh"),
                kept.contains("expires")
                        ? Optional.of(Kept.instant(kept, "expires"))
                        : Optional.empty());
    }

    private static Optional<URI> uri(Value.Map kept, String name) {
        return kept.text(name).map(URI::create);
    }
}
