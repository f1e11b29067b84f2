package chancery.atproto.lexicon;

import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Language;
import chancery.atproto.syntax.Nsid;

/// Texts of [Strictness#LENIENT]: what servers wrote before the formats were enforced.
final class LooseText {
    private static final int AT_URI_MAX = 8192;
    private static final int DATETIME_MAX = 64;
    private static final int DATE_LENGTH = 10;
    private static final int LANGUAGE_MAX = 128;
    private static final int SUBTAG_MAX = 8;
    private static final String SCHEME = "at://";

    private LooseText() {}

    /// An AT URI, maybe with any record key, a slash at the end, a query or any fragment.
    static boolean atUri(String text) {
        if (AtUri.valid(text)) {
            return true;
        }
        if (text.length() > AT_URI_MAX || !text.startsWith(SCHEME) || !printable(text)) {
            return false;
        }
        int end = end(text, '?', end(text, '#', text.length()));
        int path = text.charAt(end - 1) == '/' ? end - 1 : end;
        if (path < SCHEME.length()) {
            return false;
        }
        String[] parts = text.substring(SCHEME.length(), path).split("/", -1);
        return parts.length <= 3
                && AtIdentifier.valid(parts[0])
                && (parts.length < 2 || Nsid.valid(parts[1]))
                && (parts.length < 3 || !parts[2].isEmpty());
    }

    private static int end(String text, char mark, int end) {
        int at = text.indexOf(mark);
        return at < 0 || at > end ? end : at;
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /// A datetime, or a date and what looks like a time and a zone.
    static boolean datetime(String text) {
        if (Datetime.valid(text)) {
            return true;
        }
        if (text.length() < DATE_LENGTH || text.length() > DATETIME_MAX || !date(text)) {
            return false;
        }
        for (int i = DATE_LENGTH; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!digit(c) && "Tt :.,+-Zz".indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() == DATE_LENGTH || "Tt ".indexOf(text.charAt(DATE_LENGTH)) >= 0;
    }

    /// A tag of BCP 47 as far as the length of its parts shows.
    static boolean language(String text) {
        if (Language.valid(text)) {
            return true;
        }
        for (String part : text.split("-", -1)) {
            if (part.isEmpty() || part.length() > SUBTAG_MAX || !alphanumeric(part)) {
                return false;
            }
        }
        int first = text.indexOf('-') < 0 ? text.length() : text.indexOf('-');
        return first >= 2 && text.length() <= LANGUAGE_MAX && !digit(text.charAt(0));
    }

    private static boolean alphanumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean date(String text) {
        for (int i = 0; i < DATE_LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? c != '-' : !digit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
