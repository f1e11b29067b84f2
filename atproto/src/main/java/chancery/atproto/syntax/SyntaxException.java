package chancery.atproto.syntax;

/// Text or bytes from outside that do not follow their grammar. The message says what was expected
/// and never repeats more than 100 characters of the input.
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int ECHO_MAX = 100;

    public SyntaxException(String message) {
        super(message);
    }

    /// `Invalid <what> (got "<text>")`, the text cut to 100 characters.
    public static SyntaxException of(String what, String text) {
        String shown = text.length() > ECHO_MAX ? text.substring(0, ECHO_MAX) + "…" : text;
        return new SyntaxException("Invalid " + what + " (got \"" + shown + "\")");
    }
}
