package chancery.atproto.syntax;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// A language tag of BCP 47 whose primary subtag is two or three lower-case letters; private tags
/// (`x-…`) and the irregular grandfathered ones too. No variant and no extension occurs twice.
public record Language(String value) {
    private static final Set<String> IRREGULAR =
            Set.of(
                    "en-gb-oed",
                    "i-ami",
                    "i-bnn",
                    "i-default",
                    "i-enochian",
                    "i-hak",
                    "i-klingon",
                    "i-lux",
                    "i-mingo",
                    "i-navajo",
                    "i-pwn",
                    "i-tao",
                    "i-tay",
                    "i-tsu",
                    "sgn-be-fr",
                    "sgn-be-nl",
                    "sgn-ch-de");
    private static final int LENGTH_MAX = 128;

    public Language {
        if (!valid(value)) {
            throw SyntaxException.of("language", value);
        }
    }

    public static Language parse(String text) {
        return new Language(text);
    }

    /// Whether this text is such a tag.
    public static boolean valid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        if (Ascii.lower(text.charAt(0)) && IRREGULAR.contains(text.toLowerCase(Locale.ROOT))) {
            return true;
        }
        return new Tag(text).valid();
    }

    @Override
    public String toString() {
        return value;
    }

    /// A walk over the subtags of one tag.
    private static final class Tag {
        private final String text;
        private int start;
        private int end;

        Tag(String text) {
            this.text = text;
            this.end = endFrom(0);
        }

        boolean valid() {
            if (privateMark()) {
                return privateUse();
            }
            if (!primary()) {
                return false;
            }
            next();
            for (int i = 0; i < 3 && letters(3); i++) {
                next();
            }
            if (letters(4)) {
                next();
            }
            if (letters(2) || (length() == 3 && digits())) {
                next();
            }
            return variants() && extensions() && (done() || privateUse());
        }

        private boolean primary() {
            for (int i = start; i < end; i++) {
                if (!Ascii.lower(text.charAt(i))) {
                    return false;
                }
            }
            return length() == 2 || length() == 3;
        }

        private boolean variants() {
            Set<String> seen = new HashSet<>();
            while (variant()) {
                if (!seen.add(lowerCase())) {
                    return false;
                }
                next();
            }
            return true;
        }

        private boolean extensions() {
            Set<String> seen = new HashSet<>();
            while (!done() && length() == 1 && alphanumeric() && !privateMark()) {
                if (!seen.add(lowerCase())) {
                    return false;
                }
                next();
                if (!subtags(2)) {
                    return false;
                }
            }
            return true;
        }

        /// `x` and at least one subtag of 1 to 8 characters, to the end.
        private boolean privateUse() {
            if (!privateMark()) {
                return false;
            }
            next();
            return subtags(1) && done();
        }

        /// At least one subtag of `lengthMin` to 8 characters; walks over all that follow.
        private boolean subtags(int lengthMin) {
            int count = 0;
            while (!done() && length() >= lengthMin && length() <= 8 && alphanumeric()) {
                count++;
                next();
            }
            return count > 0;
        }

        private boolean variant() {
            if (done() || !alphanumeric()) {
                return false;
            }
            return (length() >= 5 && length() <= 8)
                    || (length() == 4 && Ascii.digit(text.charAt(start)));
        }

        private boolean privateMark() {
            return length() == 1 && (text.charAt(start) == 'x' || text.charAt(start) == 'X');
        }

        private boolean letters(int length) {
            if (length() != length) {
                return false;
            }
            for (int i = start; i < end; i++) {
                if (!Ascii.letter(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private boolean digits() {
            for (int i = start; i < end; i++) {
                if (!Ascii.digit(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private boolean alphanumeric() {
            for (int i = start; i < end; i++) {
                if (!Ascii.alphanumeric(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private String lowerCase() {
            return text.substring(start, end).toLowerCase(Locale.ROOT);
        }

        private boolean done() {
            return start > text.length();
        }

        private int length() {
            return end - start;
        }

        /// Past the last subtag lies an empty one behind the end of the text.
        private void next() {
            start = end + 1;
            end = start > text.length() ? start : endFrom(start);
        }

        private int endFrom(int from) {
            int dash = text.indexOf('-', from);
            return dash < 0 ? text.length() : dash;
        }
    }
}
