package chancery.atproto.syntax;

import java.util.Optional;

/// The address of an account, a collection or a record: `at://authority[/collection[/rkey]]`, with
/// a JSON pointer behind `#` for a part of the record. Strict: no trailing slash, no query, every
/// part valid in itself, at most 8192 characters. Source: the specification, "AT URI".
///
/// @param fragment the pointer without its `#`
public record AtUri(
        AtIdentifier authority,
        Optional<Nsid> collection,
        Optional<RecordKey> key,
        Optional<String> fragment) {
    private static final int LENGTH_MAX = 8192;
    private static final String SCHEME = "at://";
    private static final String POINTER_MARKS = "._~:@!$&%')(*+,;=-[]/";

    public AtUri {
        if (key.isPresent() && collection.isEmpty()) {
            throw new SyntaxException("Invalid AT-URI: a record key without a collection");
        }
        if (fragment.isPresent() && !validPointer(fragment.get(), 0)) {
            throw SyntaxException.of("AT-URI fragment", fragment.get());
        }
    }

    /// The address of a record.
    public static AtUri of(AtIdentifier authority, RecordPath path) {
        return of(authority, path.collection(), path.key());
    }

    /// The address of a record.
    public static AtUri of(AtIdentifier authority, Nsid collection, RecordKey key) {
        return new AtUri(authority, Optional.of(collection), Optional.of(key), Optional.empty());
    }

    public static AtUri parse(String text) {
        if (!valid(text)) {
            throw SyntaxException.of("AT-URI", text);
        }
        int end = end(text);
        int first = slash(text, SCHEME.length(), end);
        int second = first == end ? end : slash(text, first + 1, end);
        return new AtUri(
                AtIdentifier.parse(text.substring(SCHEME.length(), first)),
                first == end
                        ? Optional.empty()
                        : Optional.of(Nsid.parse(text.substring(first + 1, second))),
                second == end
                        ? Optional.empty()
                        : Optional.of(RecordKey.parse(text.substring(second + 1, end))),
                end == text.length() ? Optional.empty() : Optional.of(text.substring(end + 1)));
    }

    /// Whether this text is an AT URI.
    public static boolean valid(String text) {
        if (text.length() > LENGTH_MAX || !text.startsWith(SCHEME)) {
            return false;
        }
        int end = end(text);
        int first = slash(text, SCHEME.length(), end);
        int second = first == end ? end : slash(text, first + 1, end);
        return AtIdentifier.valid(text.substring(SCHEME.length(), first))
                && (first == end || Nsid.valid(text.substring(first + 1, second)))
                && (second == end || RecordKey.valid(text.substring(second + 1, end)))
                && (end == text.length() || validPointer(text, end + 1));
    }

    /// Where the record lies in its repository, if this names a record.
    public Optional<RecordPath> path() {
        return key.map(rkey -> new RecordPath(collection.orElseThrow(), rkey));
    }

    private static int end(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text.length() : hash;
    }

    private static int slash(String text, int from, int end) {
        int slash = text.indexOf('/', from);
        return slash < 0 || slash > end ? end : slash;
    }

    private static boolean validPointer(String text, int from) {
        if (from == text.length() || text.charAt(from) != '/') {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c) && POINTER_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(SCHEME).append(authority.value());
        collection.ifPresent(name -> text.append('/').append(name));
        key.ifPresent(rkey -> text.append('/').append(rkey));
        fragment.ifPresent(pointer -> text.append('#').append(pointer));
        return text.toString();
    }
}
