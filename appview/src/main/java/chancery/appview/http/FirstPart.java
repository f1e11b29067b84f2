package chancery.appview.http;

import chancery.web.Refusal;
import chancery.web.http.Request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The first part of a `multipart/form-data` body, the way browsers send one file. Further parts
/// are not looked at.
///
/// @param contentType as the part says, in lower case; empty when it does not
public record FirstPart(String contentType, byte[] bytes) {
    private static final String MULTIPART = "multipart/form-data";
    private static final int BOUNDARY_MAX = 70;
    private static final int HEADERS_BYTES_MAX = 8 << 10;
    private static final byte[] BLANK = ascii("\r\n\r\n");

    /// The first part of a request's body; empty when there is none.
    ///
    /// @param bytesMax of the whole body
    /// @throws Refusal when the body is no multipart body, or too large
    public static Optional<FirstPart> of(Request request, long bytesMax) {
        String boundary =
                boundary(request.header("content-type").orElse(""))
                        .orElseThrow(
                                () ->
                                        Errors.refusal(
                                                Refusal.Kind.UNSUPPORTED_TYPE,
                                                "Expected request with `Content-Type: "
                                                        + MULTIPART
                                                        + "`"));
        try {
            return parse(request.body(bytesMax).readAllBytes(), boundary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The boundary that a content type names.
    static Optional<String> boundary(String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
            return Optional.empty();
        }
        for (String parameter : contentType.split(";", -1)) {
            String text = parameter.strip();
            if (text.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
                String value = text.substring("boundary=".length());
                boolean quoted =
                        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                String boundary = quoted ? value.substring(1, value.length() - 1) : value;
                return Optional.of(boundary)
                        .filter(b -> !b.isEmpty() && b.length() <= BOUNDARY_MAX);
            }
        }
        return Optional.empty();
    }

    static Optional<FirstPart> parse(byte[] body, String boundary) {
        byte[] opening = ascii("--" + boundary + "\r\n");
        if (!startsWith(body, opening)) {
            return Optional.empty();
        }
        int blank = find(body, BLANK, opening.length - 2);
        if (blank < 0 || blank - opening.length > HEADERS_BYTES_MAX) {
            return Optional.empty();
        }
        int start = blank + BLANK.length;
        int end = find(body, ascii("\r\n--" + boundary), blank + 2);
        if (end < 0) {
            return Optional.empty();
        }
        String headers =
                blank < opening.length
                        ? ""
                        : new String(
                                body,
                                opening.length,
                                blank - opening.length,
                                StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOfRange(body, start, Math.max(start, end));
        return Optional.of(new FirstPart(type(headers), bytes));
    }

    private static String type(String headers) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .map(line -> line.toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private static boolean startsWith(byte[] bytes, byte[] wanted) {
        return bytes.length >= wanted.length
                && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirstPart that
                && contentType.equals(that.contentType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
    }
}
