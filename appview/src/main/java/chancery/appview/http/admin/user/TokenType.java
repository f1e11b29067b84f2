package chancery.appview.http.admin.user;

import chancery.appview.json.JsonText;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What a token says it is, before anything of it is believed: it decides who checks it.
final class TokenType {
    private static final int LENGTH_MAX = 8_192;

    private TokenType() {}

    /// The type in a token's header, in lower case; an empty text when it has none, empty when this
    /// is no token of three parts.
    static Optional<String> of(String token) {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, end));
            String text = new String(header, StandardCharsets.UTF_8);
            return Optional.of(
                    JsonText.parseObject(text).text("typ").orElse("").toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException | SyntaxException e) {
            return Optional.empty();
        }
    }
}
