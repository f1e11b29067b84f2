package chancery.atproto.identity;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Signatures of operations: 64 bytes, `s` in the lower half, base64url without padding. One
/// signature has one text; every other spelling of the same bytes is refused.
final class PlcSignature {
    private static final int TEXT_LENGTH = 86;

    private PlcSignature() {}

    static String of(PlcOperation draft, PrivateKey key) {
        return encode(key.sign(DagCbor.encode(draft.unsigned())));
    }

    static Optional<PublicKey> signer(PlcOperation operation, List<PublicKey> keys) {
        if (operation.sig().length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(operation.sig());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!encode(signature).equals(operation.sig())) {
            return Optional.empty();
        }
        byte[] message = DagCbor.encode(operation.unsigned());
        return keys.stream().filter(key -> key.verify(message, signature)).findFirst();
    }

    private static String encode(byte[] signature) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
