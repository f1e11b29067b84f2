package chancery.atproto.syntax;

/// What names an account in a request: its DID, or its handle of the moment.
public sealed interface AtIdentifier permits Did, Handle {
    /// The text as it stands on the wire.
    String value();

    static AtIdentifier parse(String text) {
        if (Did.valid(text)) {
            return new Did(text);
        }
        if (Handle.valid(text)) {
            return Handle.parse(text);
        }
        throw SyntaxException.of("AT identifier", text);
    }

    /// Whether this text is a DID or a handle.
    static boolean valid(String text) {
        return Did.valid(text) || Handle.valid(text);
    }
}
