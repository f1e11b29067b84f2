package chancery.appview.script.library;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.KeyValue;
import chancery.store.Sealer;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Signs records in the name of this server, so that it recognizes them later. What is signed is
/// the CID of the record, without its `signatures` and with the repository it is for, encoded as
/// every record is. The key is made once and kept sealed.
public final class Attestation {
    private static final String ROW = "signing-key";
    private static final String OWNER = "appview";
    private static final String PURPOSE = "attestation";

    private final PrivateKey key;
    private final String keyId;
    private final String type;

    /// Finds the key, or makes it.
    ///
    /// @param keyId such as `did:web:example.com#attestation`
    /// @param type the `$type` of signatures
    public Attestation(
            KeyValue store, Sealer sealer, RandomGenerator random, String keyId, String type) {
        this.key = key(store, sealer, random);
        this.keyId = keyId;
        this.type = type;
    }

    private static PrivateKey key(KeyValue store, Sealer sealer, RandomGenerator random) {
        Shelf<byte[]> shelf = new Shelf<>(Place.registry(store), "attestation", new SealedCodec());
        if (shelf.find(ROW).isEmpty()) {
            byte[] fresh = PrivateKey.generate(Curve.K256, random).bytes();
            shelf.add(ROW, sealer.seal(OWNER, PURPOSE, fresh));
        }
        byte[] sealed = shelf.find(ROW).orElseThrow();
        return PrivateKey.of(Curve.K256, sealer.open(OWNER, PURPOSE, sealed));
    }

    private static final class SealedCodec implements Codec<byte[]> {
        @Override
        public Value.Map encode(byte[] sealed) {
            return Value.Map.builder().put("sealed", Value.Bytes.of(sealed)).build();
        }

        @Override
        public byte[] decode(Value.Map kept) {
            if (kept.find("sealed").orElse(null) instanceof Value.Bytes sealed) {
                return sealed.toArray();
            }
            throw new IllegalStateException("the signing key is not sealed");
        }
    }

    /// The signature of a record for a repository.
    ///
    /// @param repository its DID; empty for none
    /// @throws SyntaxException when the data model has no such record
    public Json.Members sign(Json.Members record, String repository) {
        byte[] signature = key.sign(signed(record, repository));
        String text = Base64.getEncoder().encodeToString(signature);
        return Json.Members.builder()
                .put("$type", type)
                .put("key", keyId)
                .put("signature", Json.Members.builder().put("$bytes", text).build())
                .build();
    }

    /// Whether this is our signature of this record for this repository.
    public boolean verifies(Json.Members record, Json.Members signature, String repository) {
        Optional<String> text =
                signature.object("signature").flatMap(bytes -> bytes.text("$bytes"));
        if (!signature.text("key").equals(Optional.of(keyId)) || text.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.get());
            return key.publicKey().verify(signed(record, repository), bytes);
        } catch (IllegalArgumentException | SyntaxException _) {
            return false;
        }
    }

    private byte[] signed(Json.Members record, String repository) {
        Json.Members bound =
                record.without("signatures")
                        .with(
                                "$sig",
                                Json.Members.builder()
                                        .put("$type", type)
                                        .put("repository", repository)
                                        .build());
        return Cid.ofDagCbor(DagCbor.encode(JsonText.toRecord(bound))).bytes();
    }
}
