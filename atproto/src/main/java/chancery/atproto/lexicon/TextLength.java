package chancery.atproto.lexicon;

import java.text.BreakIterator;
import java.util.Locale;

/// How long a text is, in the two measures of lexicons. Both take linear time.
final class TextLength {
    private TextLength() {}

    /// Bytes of the UTF-8 form.
    static long utf8(String text) {
        int units = text.length();
        long bytes = units;
        for (int i = 0; i < units; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /// Extended grapheme clusters: what a reader takes for one character.
    static int graphemes(String text) {
        int ascii = asciiGraphemes(text);
        if (ascii >= 0) {
            return ascii;
        }
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int count = 0;
        while (clusters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /// Clusters of a text in ASCII, where CR LF alone is longer than one; negative for other texts.
    private static int asciiGraphemes(String text) {
        int count = 0;
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return -1;
            }
            if (c != '\n' || before != '\r') {
                count++;
            }
            before = c;
        }
        return count;
    }
}
