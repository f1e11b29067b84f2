package chancery.pds.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// What a like, a repost, a follow or a block points at. A new one of the same target replaces the
/// old ones.
public record BackLink(Nsid collection, String target) {
    private static final int DIGEST_BYTES = 16;

    /// The link of a record, when its collection has one and the record is well formed.
    public static Optional<BackLink> of(Nsid collection, Value.Map record) {
        Optional<String> target =
                switch (collection.value()) {
                    case "app.bsky.graph.follow", "app.bsky.graph.block" ->
                            record.text("subject").filter(Did::valid);
                    case "app.bsky.feed.like", "app.bsky.feed.repost" ->
                            record.map("subject")
                                    .flatMap(subject -> subject.text("uri"))
                                    .filter(uri -> uri.startsWith("at://"));
                    default -> Optional.empty();
                };
        return target.map(text -> new BackLink(collection, text));
    }

    byte[] digest() {
        try {
            byte[] whole =
                    MessageDigest.getInstance("SHA-256")
                            .digest(target.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
