package chancery.pds.account;

import chancery.atproto.syntax.SyntaxException;

import java.util.Locale;

/// An e-mail address, kept in lower case: one `@`, a dot in the domain, no spaces, at most 254
/// characters. Whether mail arrives is for the mailer to find out.
public record Email(String value) {
    private static final int LENGTH_MAX = 254;

    public Email {
        if (!valid(value)) {
            throw SyntaxException.of("email", value);
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /// Whether this text looks like an address.
    public static boolean valid(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || at != text.lastIndexOf('@') || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || "()<>[]\\,;:\"".indexOf(c) >= 0) {
                return false;
            }
        }
        String domain = text.substring(at + 1);
        int dot = domain.indexOf('.');
        return dot > 0
                && !domain.endsWith(".")
                && !domain.contains("..")
                && !domain.startsWith("-");
    }

    @Override
    public String toString() {
        return value;
    }
}
