package chancery.atproto.data;

/// The canonical order of map keys: by length of their UTF-8, then bytewise.
final class KeyOrder {
    private KeyOrder() {}

    static int compare(String a, String b) {
        return compare(a, Utf8.length(a), b, Utf8.length(b));
    }

    /// Compares keys whose UTF-8 lengths are known.
    static int compare(String a, int aBytes, String b, int bBytes) {
        return aBytes != bBytes ? Integer.compare(aBytes, bBytes) : compareCodePoints(a, b);
    }

    /// The order of UTF-8 is that of code points; UTF-16 differs from it for surrogates alone.
    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean high = Character.isSurrogate(left);
                return high == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
