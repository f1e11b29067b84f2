package chancery.bench;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.MstKey;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;

import java.util.List;
import java.util.SplittableRandom;

/// Values of the size that a network of posts has, the same in every run.
final class Samples {
    static final String COLLECTION = "app.bsky.feed.post";
    static final Did REPO = Did.parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    private static final long FIRST_MICROS = 1_750_000_000_000_000L;

    private Samples() {}

    /// A post of about 250 bytes.
    static Value.Map post(int number) {
        return Value.Map.builder()
                .put("$type", COLLECTION)
                .put(
                        "text",
                        "post " + number + ": the quick brown fox jumps over a café 🌊 ".repeat(2))
                .put("langs", List.of(new Value.Text("en")))
                .put("createdAt", "2026-01-02T03:04:05.678Z")
                .build();
    }

    static Block record(int number) {
        return Block.ofDagCbor(DagCbor.encode(post(number)));
    }

    /// The time-ordered key number so many.
    static Tid tid(int number) {
        return Tid.of(FIRST_MICROS + 1_000L * number, 7);
    }

    static MstKey key(int number) {
        return MstKey.parse(COLLECTION + "/" + tid(number));
    }

    static Cid cid(int number) {
        return Cid.ofDagCbor(
                new byte[] {
                    (byte) number,
                    (byte) (number >> 8),
                    (byte) (number >> 16),
                    (byte) (number >> 24)
                });
    }

    static PrivateKey signingKey(Curve curve) {
        return PrivateKey.generate(curve, new SplittableRandom(7));
    }
}
