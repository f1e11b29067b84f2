package chancery.appview.domain;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/// An origin under which this installation is reached.
///
/// @param url scheme, host and perhaps a port; no path
public record Domain(String id, String url, Rank rank, Instant createdAt, Instant updatedAt) {
    /// Which domain stands for the installation.
    public enum Rank {
        PRIMARY,
        FURTHER
    }

    /// The host's name, in lower case.
    public String host() {
        return host(URI.create(url));
    }

    static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    Domain with(Rank other, Instant moment) {
        return new Domain(id, url, other, createdAt, moment);
    }

    Domain with(String other, Instant moment) {
        return new Domain(id, other, rank, createdAt, moment);
    }

    /// How domains are kept.
    static final Codec<Domain> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Domain domain) {
                    return Value.Map.builder()
                            .put("id", domain.id())
                            .put("url", domain.url())
                            .put("primary", domain.rank() == Rank.PRIMARY)
                            .put("created", Kept.micros(domain.createdAt()))
                            .put("updated", Kept.micros(domain.updatedAt()))
                            .build();
                }

                @Override
                public Domain decode(Value.Map row) {
                    return new Domain(
                            Kept.text(row, "id"),
                            Kept.text(row, "url"),
                            Kept.flag(row, "primary") ? Rank.PRIMARY : Rank.FURTHER,
                            Kept.instant(row, "created"),
                            Kept.instant(row, "updated"));
                }
            };
}
