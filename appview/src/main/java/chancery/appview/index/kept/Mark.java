package chancery.appview.index.kept;

import chancery.atproto.data.CborReader;
import chancery.atproto.data.CborWriter;
import chancery.atproto.syntax.SyntaxException;

import java.util.ArrayList;
import java.util.List;

/// What an entry of the log of the index says has changed.
///
/// @param text the name of a record, or a DID
public record Mark(Kind kind, String text) {
    /// The kinds, with their numbers in the log.
    public enum Kind {
        /// A record, of which there may have been an earlier version.
        RECORD(0),
        /// A record where there was none.
        NEW_RECORD(1),
        /// All records of an account, or whether it is served.
        ACCOUNT(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /// The entry that carries these; docs/formats/appview.md describes it.
    static byte[] encode(List<Mark> marks) {
        CborWriter out = new CborWriter(100 * marks.size());
        out.beginArray(2 * marks.size());
        for (Mark mark : marks) {
            out.writeInt(mark.kind.code).writeText(mark.text);
        }
        return out.toByteArray();
    }

    /// The marks of an entry.
    public static List<Mark> decode(byte[] entry) {
        CborReader in = new CborReader(entry);
        int count = in.readArray();
        List<Mark> marks = new ArrayList<>(count / 2);
        for (int i = 0; i < count; i += 2) {
            marks.add(new Mark(kind(in.readInt()), in.readText()));
        }
        in.requireEnd();
        return marks;
    }

    private static Kind kind(long number) {
        for (Kind kind : Kind.values()) {
            if (kind.code == number) {
                return kind;
            }
        }
        throw new SyntaxException("Invalid entry of the index: kind " + number);
    }
}
