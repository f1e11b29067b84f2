package chancery.appview.client;

import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.util.Optional;

/// Clients as rows. The data model has no floats: a rate is kept as its text.
final class ClientCodec implements Codec<ApiClient> {
    @Override
    public Value.Map encode(ApiClient row) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("id", row.id())
                        .put("key", row.key())
                        .put("type", row.type().wire())
                        .put("profile", profile(row.profile()))
                        .put("active", row.active())
                        .put("by", row.descent().createdBy())
                        .put("created", Kept.micros(row.createdAt()))
                        .put("updated", Kept.micros(row.updatedAt()));
        row.secretHash().ifPresent(hash -> out.put("secret", hash));
        row.descent().parent().ifPresent(parent -> out.put("parent", parent));
        row.descent().owner().ifPresent(owner -> out.put("owner", owner));
        row.rates().capacity().ifPresent(capacity -> out.put("capacity", capacity));
        row.rates().refill().ifPresent(refill -> out.put("refill", Double.toString(refill)));
        return out.build();
    }

    private static Value.Map profile(Profile profile) {
        return Value.Map.builder()
                .put("name", profile.name())
                .put("url", profile.url())
                .put("uri", profile.uri())
                .put("redirects", Kept.texts(profile.redirects()))
                .put("scopes", profile.scopes())
                .put("origins", Kept.texts(profile.origins()))
                .build();
    }

    @Override
    public ApiClient decode(Value.Map kept) {
        return new ApiClient(
                Kept.text(kept, "id"),
                Kept.text(kept, "key"),
                kept.text("secret"),
                ClientType.of(Kept.text(kept, "type")).orElseThrow(),
                profileOf(Kept.map(kept, "profile")),
                rates(kept.integer("capacity"), kept.text("refill")),
                Kept.flag(kept, "active"),
                new Descent(Kept.text(kept, "by"), kept.text("parent"), kept.text("owner")),
                Kept.instant(kept, "created"),
                Kept.instant(kept, "updated"));
    }

    private static Rates rates(Optional<Long> capacity, Optional<String> refill) {
        return new Rates(capacity, refill.map(Double::valueOf));
    }

    private static Profile profileOf(Value.Map kept) {
        return new Profile(
                Kept.text(kept, "name"),
                Kept.text(kept, "url"),
                Kept.text(kept, "uri"),
                Kept.texts(kept, "redirects"),
                Kept.text(kept, "scopes"),
                Kept.texts(kept, "origins"));
    }
}
