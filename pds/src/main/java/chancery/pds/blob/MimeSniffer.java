package chancery.pds.blob;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Recognises common media by their first bytes.
final class MimeSniffer {
    private static final List<Signature> SIGNATURES =
            List.of(
                    Signature.of("image/png", 0, "\u0089PNG\r\n\u001a\n"),
                    Signature.of("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
                    Signature.of("image/gif", 0, "GIF87a"),
                    Signature.of("image/gif", 0, "GIF89a"),
                    Signature.of("image/webp", 8, "WEBP"),
                    Signature.of("image/bmp", 0, "BM"),
                    Signature.of("image/tiff", 0, "II*\u0000"),
                    Signature.of("image/tiff", 0, "MM\u0000*"),
                    Signature.of("image/avif", 4, "ftypavif"),
                    Signature.of("image/heic", 4, "ftypheic"),
                    Signature.of("video/quicktime", 4, "ftypqt"),
                    Signature.of("video/mp4", 4, "ftyp"),
                    Signature.of("video/webm", 0, "\u001aE\u00df\u00a3"),
                    Signature.of("audio/mpeg", 0, "ID3"),
                    Signature.of("audio/ogg", 0, "OggS"),
                    Signature.of("audio/flac", 0, "fLaC"),
                    Signature.of("audio/wav", 8, "WAVE"),
                    Signature.of("application/pdf", 0, "%PDF-"),
                    Signature.of("application/zip", 0, "PK\u0003\u0004"),
                    Signature.of("application/gzip", 0, "\u001f\u008b"));

    private MimeSniffer() {}

    /// The type of what begins like this, where it is recognised.
    static Optional<String> sniff(byte[] head) {
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(head))
                .map(Signature::type)
                .findFirst();
    }

    /// Bytes that stand at a place in every file of a type.
    private record Signature(String type, int offset, byte[] bytes) {
        static Signature of(String type, int offset, String latin) {
            return new Signature(type, offset, latin.getBytes(StandardCharsets.ISO_8859_1));
        }

        boolean matches(byte[] head) {
            if (head.length < offset + bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (head[offset + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
