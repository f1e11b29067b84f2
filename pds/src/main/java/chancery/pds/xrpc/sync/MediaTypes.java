package chancery.pds.xrpc.sync;

/// Media types as they may stand in a header.
final class MediaTypes {
    private static final String ANY = "application/octet-stream";
    private static final int LENGTH_MAX = 127;

    private MediaTypes() {}

    /// This type when it is two tokens with a slash between; otherwise the type of mere bytes.
    static String safe(String type) {
        int slash = type.indexOf('/');
        boolean shaped = slash > 0 && slash < type.length() - 1 && type.length() <= LENGTH_MAX;
        if (!shaped) {
            return ANY;
        }
        for (int i = 0; i < type.length(); i++) {
            if (i != slash && !token(type.charAt(i))) {
                return ANY;
            }
        }
        return type;
    }

    private static boolean token(char c) {
        return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
}
