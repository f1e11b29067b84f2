package chancery.lua.lexer;

import java.util.Arrays;

/// What a file of source may have before its chunk.
public final class SourceFile {
    private SourceFile() {}

    /// The chunk: without a byte order mark, and with a first line that begins with `#` emptied.
    public static byte[] chunk(byte[] file) {
        int from = marked(file) ? 3 : 0;
        if (from >= file.length || file[from] != '#') {
            return from == 0 ? file : Arrays.copyOfRange(file, from, file.length);
        }
        int end = from;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return end == file.length ? new byte[] {'\n'} : Arrays.copyOfRange(file, end, file.length);
    }

    private static boolean marked(byte[] file) {
        return file.length >= 3
                && file[0] == (byte) 0xEF
                && file[1] == (byte) 0xBB
                && file[2] == (byte) 0xBF;
    }
}
