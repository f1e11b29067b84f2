package chancery.atproto.data;

import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Turns the tokens of one JSON document into a value, without recursion and without a tree in
/// between. Limits are checked here; those of the tokenizer only stand behind them.
final class JsonReader {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(600)
                                    .maxNumberLength(1_000)
                                    .maxNameLength(50_000)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /// The tokenizer learns names for the next documents; it shall learn no long ones.
    private static final int LEARNED_NAME_MAX = 64;

    private static final long INTEGER_MAX = (1L << 53) - 1;
    private static final int INTEGER_CHARS = 17;
    private static final int ECHO_MAX = 100;

    private final JsonParser in;
    private final DataLimits limits;
    private final boolean escaped;
    private final boolean ascii;
    private final Entries entries = new Entries();
    private @Nullable JsonFrame open;
    private int longestName;

    private JsonReader(JsonParser in, DataLimits limits, byte[] utf8) {
        this.in = in;
        this.limits = limits;
        this.escaped = Utf8.contains(utf8, 0, utf8.length, '\\');
        this.ascii = !escaped && Utf8.asciiEnd(utf8, 0, utf8.length) == utf8.length;
    }

    static Value read(byte[] utf8, DataLimits limits) {
        if (utf8.length > limits.jsonBytesMax()) {
            throw malformed("at most " + limits.jsonBytesMax() + " bytes");
        }
        if (!Utf8.valid(utf8, 0, utf8.length) || Utf8.contains(utf8, 0, head(utf8), '\0')) {
            throw malformed("UTF-8");
        }
        try {
            // Closed by hand, and only after a good document: closing is what teaches names.
            JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8);
            JsonReader reader = new JsonReader(parser, limits, utf8);
            Value value = reader.document();
            if (reader.longestName <= LEARNED_NAME_MAX) {
                parser.close();
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /// The tokenizer guesses UTF-16 and UTF-32 from zero bytes here.
    private static int head(byte[] utf8) {
        return Math.min(4, utf8.length);
    }

    private Value document() {
        Value value = value();
        if (in.nextToken() != null) {
            throw malformed("nothing after the value");
        }
        return value;
    }

    private Value value() {
        while (true) {
            JsonToken token = in.nextToken();
            if (token == null) {
                throw malformed("a value, found the end");
            }
            Value value = take(token);
            if (value != null) {
                if (open == null) {
                    return value;
                }
                open.add(value, limits);
            }
        }
    }

    /// The value that this token completes, or null when more of it is to come.
    private @Nullable Value take(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> begin(true);
            case START_ARRAY -> begin(false);
            case END_OBJECT, END_ARRAY -> end();
            case PROPERTY_NAME -> name();
            case VALUE_STRING -> new Value.Text(text());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> integralDouble();
            case VALUE_TRUE -> Value.Bool.TRUE;
            case VALUE_FALSE -> Value.Bool.FALSE;
            case VALUE_NULL -> Value.Null.NULL;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw malformed("a value");
        };
    }

    private @Nullable Value begin(boolean object) {
        open = new JsonFrame(open, object, entries);
        open.requireDepth(limits.depthMax() + 1);
        return null;
    }

    private Value end() {
        JsonFrame done = frame();
        Value value = done.finish(limits);
        open = done.parent();
        return value;
    }

    private @Nullable Value name() {
        String name = in.currentName();
        longestName = Math.max(longestName, name.length());
        frame().name(name, ascii ? name.length() : Utf8.length(name), limits);
        return null;
    }

    private String text() {
        String text = in.getString();
        if (text.length() > limits.textCharsMax()) {
            throw expected("string of at most " + limits.textCharsMax() + " characters");
        }
        if (escaped && !Utf8.paired(text)) {
            throw expected("string without lone surrogates");
        }
        return text;
    }

    private Value integer() {
        requireShortNumber();
        if (in.getStringLength() > INTEGER_CHARS) {
            throw unsafe();
        }
        long number = in.getLongValue();
        if (number > INTEGER_MAX || number < -INTEGER_MAX) {
            throw unsafe();
        }
        return new Value.Int(number);
    }

    private Value integralDouble() {
        requireShortNumber();
        double number = Double.parseDouble(in.getString());
        long integral = (long) number;
        if (integral != number) {
            throw expected(
                    "one of null, boolean, integer, string, cid, bytes, array or object value type",
                    "float");
        }
        if (integral > INTEGER_MAX || integral < -INTEGER_MAX) {
            throw unsafe();
        }
        return new Value.Int(integral);
    }

    private void requireShortNumber() {
        if (in.getStringLength() > limits.numberCharsMax()) {
            throw expected("number of at most " + limits.numberCharsMax() + " characters");
        }
    }

    private SyntaxException unsafe() {
        return expected("integer within ±(2^53-1)", in.getString());
    }

    private SyntaxException expected(String what) {
        return new SyntaxException("Expected " + what + " at " + here());
    }

    private SyntaxException expected(String what, String got) {
        return new SyntaxException("Expected " + what + " at " + here() + " (got " + got + ")");
    }

    private String here() {
        return open == null ? "$" : open.pathOfNext();
    }

    private JsonFrame frame() {
        if (open == null) {
            throw new IllegalStateException("a token of a container outside of any");
        }
        return open;
    }

    private static SyntaxException malformed(String expected) {
        return new SyntaxException("Invalid JSON: expected " + expected);
    }

    private static SyntaxException malformed(JacksonException e) {
        String message = e.getOriginalMessage();
        String shown = message.length() > ECHO_MAX ? message.substring(0, ECHO_MAX) + "…" : message;
        return e instanceof StreamConstraintsException
                ? malformed("no number or name beyond the limits")
                : new SyntaxException(
                        "Invalid JSON at byte " + e.getLocation().getByteOffset() + ": " + shown);
    }
}
