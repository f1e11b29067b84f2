package chancery.streams.value;

/// How many bytes a text has in UTF-8.
final class Utf8 {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8() {}

    /// The length in bytes, without making them. Halves of surrogate pairs come in pairs.
    static int length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ONE_BYTE) {
                bytes += c < TWO_BYTES || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
