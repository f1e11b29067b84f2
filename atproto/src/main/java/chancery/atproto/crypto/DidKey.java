package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

/// The text of public keys as DIDs of their own: `did:key:` and a [Multikey].
public final class DidKey {
    private static final String PREFIX = "did:key:";

    private DidKey() {}

    /// The key of `did:key:z…`.
    public static PublicKey parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw SyntaxException.of("did:key", text);
        }
        return Multikey.parse(text.substring(PREFIX.length()));
    }

    /// The text of this key.
    public static String format(PublicKey key) {
        return PREFIX + Multikey.format(key);
    }
}
