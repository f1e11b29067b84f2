package chancery.store.table.value;

/// Text that UTF-8 can carry.
public final class UnicodeText {
    private UnicodeText() {}

    /// Whether every surrogate has its partner.
    public static boolean whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (text.codePointAt(i) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// The bytes it takes in UTF-8.
    public static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return bytes;
    }

    /// The beginning, at most so many units long and still whole.
    public static String head(String text, int unitsMax) {
        if (text.length() <= unitsMax) {
            return text;
        }
        boolean split = unitsMax > 0 && Character.isHighSurrogate(text.charAt(unitsMax - 1));
        return text.substring(0, split ? unitsMax - 1 : unitsMax);
    }
}
