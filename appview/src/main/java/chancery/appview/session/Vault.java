package chancery.appview.session;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.syntax.Did;
import chancery.store.Sealer;

import java.nio.charset.StandardCharsets;

/// Seals keys and tokens, each for its row and its purpose.
final class Vault {
    private static final String KEY = "dpop key";
    private static final String ACCESS = "access token";
    private static final String REFRESH = "refresh token";

    private final Sealer sealer;

    Vault(Sealer sealer) {
        this.sealer = sealer;
    }

    byte[] sealKey(String owner, PrivateKey key) {
        return sealer.seal(owner, KEY, key.bytes());
    }

    PrivateKey openKey(String owner, byte[] sealed) {
        return PrivateKey.of(Curve.P256, sealer.open(owner, KEY, sealed));
    }

    byte[] sealAccess(String clientId, Did did, String token) {
        return sealer.seal(RemoteSession.name(clientId, did), ACCESS, bytes(token));
    }

    byte[] sealRefresh(String clientId, Did did, String token) {
        return sealer.seal(RemoteSession.name(clientId, did), REFRESH, bytes(token));
    }

    PrivateKey key(RemoteSession session) {
        return openKey(session.name(), session.key().sealed());
    }

    String access(RemoteSession session) {
        return text(sealer.open(session.name(), ACCESS, session.tokens().access()));
    }

    String refresh(RemoteSession session, byte[] sealed) {
        return text(sealer.open(session.name(), REFRESH, sealed));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
