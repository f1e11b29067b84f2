package chancery.appview.dpop;

import chancery.atproto.syntax.SyntaxException;

import java.util.Base64;

/// Bytes in base64url without padding, in the one spelling that is right.
final class Base64Url {
    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws SyntaxException when the text is spelled in any other way
    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new SyntaxException("expected base64url");
        }
        if (!encode(bytes).equals(text)) {
            throw new SyntaxException("expected canonical base64url");
        }
        return bytes;
    }
}
