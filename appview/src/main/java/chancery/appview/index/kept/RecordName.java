package chancery.appview.index.kept;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;

/// Which record of whom.
public record RecordName(Did did, RecordPath path) {
    private static final String SCHEME = "at://";

    /// A name as [#text] writes it.
    public static RecordName parse(String text) {
        int slash = text.indexOf('/');
        return new RecordName(
                Did.parse(text.substring(0, slash)), RecordPath.parse(text.substring(slash + 1)));
    }

    /// `did/collection/rkey`.
    public String text() {
        return did.value() + "/" + path;
    }

    /// The address of the record.
    public String uri() {
        return SCHEME + text();
    }

    @Override
    public String toString() {
        return text();
    }
}
