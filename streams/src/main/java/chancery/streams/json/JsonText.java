package chancery.streams.json;

import chancery.streams.fault.Fault;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of JSON values, both ways. Reading is strict: one value, no name twice, whole
/// characters, at most [#DEPTH_MAX] levels.
public final class JsonText {
    /// Objects and arrays inside each other.
    public static final int DEPTH_MAX = 64;

    private static final char REPLACEMENT = '\ufffd';
    private static final int STRING_MAX = 10_000_000;
    private static final int NAME_MAX = 1_000;
    private static final int NUMBER_MAX = 100;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_MAX)
                                    .maxNameLength(NAME_MAX)
                                    .maxNumberLength(NUMBER_MAX)
                                    .build())
                    .build();

    private JsonText() {}

    /// The one value in these bytes.
    ///
    /// @throws Fault when they are not JSON
    public static Json parse(byte[] utf8) {
        // Quick, and leaves this character where the bytes are wrong.
        String text = new String(utf8, StandardCharsets.UTF_8);
        return parse(text.indexOf(REPLACEMENT) < 0 ? text : strict(utf8));
    }

    private static String strict(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("not UTF-8");
        }
    }

    /// The one value in this text.
    ///
    /// @throws Fault when it is not JSON
    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw malformed("nothing there");
            }
            Json value = value(parser, first);
            if (parser.nextToken() != null) {
                throw malformed("more than one value");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    private static Fault malformed(String why) {
        return Fault.invalid("Malformed JSON: " + why);
    }

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(whole(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> Json.Null.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw malformed("unexpected " + token);
        };
    }

    private static Json object(JsonParser parser) {
        MemberMap.Builder members = new MemberMap.Builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            members.add(name, value(parser, next(parser)));
        }
        MemberMap map = members.build();
        Optional<String> repeated = map.repeated();
        if (repeated.isPresent()) {
            throw malformed("an object has the name \"" + repeated.get() + "\" twice");
        }
        return new Json.Members(map);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        JsonToken token = next(parser);
        while (token != JsonToken.END_ARRAY) {
            items.add(value(parser, token));
            token = next(parser);
        }
        return new Json.Array(items);
    }

    private static JsonToken next(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("it ends too early");
        }
        return token;
    }

    private static Json integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new Json.Int(parser.getLongValue());
            case BIG_INTEGER, BIG_DECIMAL, DOUBLE, FLOAT -> real(parser);
        };
    }

    private static Json real(JsonParser parser) {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw malformed("a number is too large");
        }
        return new Json.Real(number);
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
                    throw malformed("half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
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
}
