package chancery.atproto.syntax;

/// Where a record lies in its repository: `collection/rkey`, the key of the repository's tree.
public record RecordPath(Nsid collection, RecordKey key) implements Comparable<RecordPath> {
    /// Parses `collection/rkey`.
    public static RecordPath parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw SyntaxException.of("record path", text);
        }
        return new RecordPath(
                new Nsid(text.substring(0, slash)), new RecordKey(text.substring(slash + 1)));
    }

    /// Order of the tree: bytewise on the text.
    @Override
    public int compareTo(RecordPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return collection.value() + "/" + key.value();
    }
}
