package chancery.appview.json;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.host.JsonSink;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The text of JSON values, both ways. Reading is strict: one value, no name twice, at most
/// [#DEPTH_MAX] levels.
public final class JsonText {
    /// Objects and arrays inside each other.
    public static final int DEPTH_MAX = 64;

    private static final int STRING_MAX = 4 << 20;
    private static final int NUMBER_MAX = 100;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_MAX)
                                    .maxNameLength(STRING_MAX)
                                    .maxNumberLength(NUMBER_MAX)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private JsonText() {}

    /// The one value in these bytes.
    ///
    /// @throws SyntaxException when they are not JSON
    public static Json parse(byte[] utf8) {
        try {
            return parse(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw new SyntaxException("malformed JSON: not UTF-8");
        }
    }

    /// The one value in this text.
    ///
    /// @throws SyntaxException when it is not JSON
    public static Json parse(String text) {
        JsonTree tree = new JsonTree();
        feed(text, tree);
        return tree.value();
    }

    /// The one object in this text.
    ///
    /// @throws SyntaxException when it is something else
    public static Json.Members parseObject(String text) {
        if (parse(text) instanceof Json.Members object) {
            return object;
        }
        throw new SyntaxException("expected a JSON object");
    }

    /// Hands the one value in this text to a sink, without building it.
    ///
    /// @throws SyntaxException when it is not JSON
    public static void feed(String text, JsonSink sink) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new SyntaxException("expected JSON, got nothing");
            }
            int depth = 0;
            do {
                depth += hand(parser, token, sink);
                token = depth == 0 ? null : parser.nextToken();
            } while (token != null);
            if (depth != 0 || parser.nextToken() != null) {
                throw new SyntaxException("expected one JSON value");
            }
        } catch (JacksonException e) {
            throw new SyntaxException("malformed JSON: " + e.getOriginalMessage());
        }
    }

    /// Hands one token on; answers by how much the depth grows.
    private static int hand(JsonParser parser, JsonToken token, JsonSink sink) {
        switch (token) {
            case START_OBJECT -> sink.startObject();
            case START_ARRAY -> sink.startArray();
            case END_OBJECT -> sink.endObject();
            case END_ARRAY -> sink.endArray();
            case PROPERTY_NAME -> sink.name(whole(parser.currentName()));
            case VALUE_STRING -> sink.text(whole(parser.getString()));
            case VALUE_NUMBER_INT -> number(parser, sink);
            case VALUE_NUMBER_FLOAT -> sink.real(real(parser));
            case VALUE_TRUE -> sink.yes();
            case VALUE_FALSE -> sink.no();
            case VALUE_NULL -> sink.nothing();
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no token of a text: " + token);
        }
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /// A text, when each half of a surrogate has its other half.
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new SyntaxException("malformed JSON: half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static void number(JsonParser parser, JsonSink sink) {
        switch (parser.getNumberType()) {
            case INT, LONG -> sink.whole(parser.getLongValue());
            case BIG_INTEGER, BIG_DECIMAL, DOUBLE, FLOAT -> sink.real(real(parser));
        }
    }

    private static double real(JsonParser parser) {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new SyntaxException("malformed JSON: a number is too large");
        }
        return number;
    }

    /// The compact text of a value.
    public static String write(Json value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(value, generator);
        }
        return out.toString();
    }

    private static void write(Json value, JsonGenerator out) {
        switch (value) {
            case Json.Null _ -> out.writeNull();
            case Json.Bool(var flag) -> out.writeBoolean(flag);
            case Json.Int(var number) -> out.writeNumber(number);
            case Json.Real(var number) -> out.writeNumber(number);
            case Json.Text(var text) -> out.writeString(text);
            case Json.Array(var items) -> {
                out.writeStartArray();
                items.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Json.Members(var members) -> {
                out.writeStartObject();
                members.forEach(
                        (name, member) -> {
                            out.writeName(name);
                            write(member, out);
                        });
                out.writeEndObject();
            }
        }
    }

    /// A record of a repository as JSON.
    public static Json.Members of(Value.Map record) {
        return RecordValues.members(record);
    }

    /// A JSON object as a record of a repository.
    ///
    /// @throws SyntaxException when the data model has no such value: a float, an integer beyond
    ///     ±(2^53−1)
    public static Value.Map toRecord(Json.Members object) {
        RecordTree tree = new RecordTree();
        object.feed(tree);
        if (tree.value() instanceof Value.Map map) {
            return map;
        }
        throw new SyntaxException("Expected object value type at $");
    }
}
