package chancery.atproto.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The canonical order of map keys: by length of their UTF-8, then bytewise.
final class KeyOrder {
    private KeyOrder() {}

    static int compare(String a, String b) {
        if (ascii(a) && ascii(b)) {
            return a.length() != b.length()
                    ? Integer.compare(a.length(), b.length())
                    : a.compareTo(b);
        }
        byte[] left = a.getBytes(StandardCharsets.UTF_8);
        byte[] right = b.getBytes(StandardCharsets.UTF_8);
        return left.length != right.length
                ? Integer.compare(left.length, right.length)
                : Arrays.compareUnsigned(left, right);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
