package chancery.atproto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The protocol's shared test vectors, found through the system property `interop.dir`. A clone
/// without the folder skips, saying so; a build with `CI=true` fails instead. Each file that was
/// run prints one line: `interop syntax/did_syntax_valid.txt: 18 of 18`.
public final class Interop {
    private static final JsonFactory JSON = new JsonFactory();

    private Interop() {}

    /// This file of the folder; skips or fails the test when the folder is absent.
    public static Path file(String name) {
        Path file = Path.of(System.getProperty("interop.dir", "interop")).resolve(name);
        if (!Files.isRegularFile(file)) {
            System.out.println("interop " + name + ": skipped, no such file");
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("CI must have the shared vectors: " + file);
            }
            Assumptions.abort("the shared vectors are not here: " + name);
        }
        return file;
    }

    /// The lines of a text file that are cases: neither blank nor a comment, nothing trimmed.
    public static List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    /// Asserts that every line of the file passes, and prints the count.
    public static void accepts(String name, Predicate<String> valid) {
        checkAll(name, lines(name), valid);
    }

    /// Asserts that no line of the file passes, and prints the count.
    public static void refuses(String name, Predicate<String> valid) {
        checkAll(name, lines(name), valid.negate());
    }

    /// Asserts that all cases, of which there is at least one, are right, and prints the count.
    public static <T> void checkAll(String name, List<T> cases, Predicate<T> right) {
        List<T> wrong = cases.stream().filter(right.negate()).toList();
        report(name, cases.size() - wrong.size(), cases.size());
        assertThat(wrong).as("wrong answers for " + name).isEmpty();
        assertThat(cases).as("cases in " + name).isNotEmpty();
    }

    /// Prints the one line of a file.
    public static void report(String name, int right, int total) {
        System.out.println("interop " + name + ": " + right + " of " + total);
    }

    /// The elements of a file that is an array of objects: plain maps, lists, strings, longs,
    /// doubles, booleans and nulls in the order of the file.
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(String name) {
        return (List<Map<String, Object>>) json(name);
    }

    /// A JSON file as plain maps, lists, strings, longs, doubles, booleans and nulls.
    public static Object json(String name) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text(name))) {
            in.nextToken();
            return read(in);
        }
    }

    /// The JSON bytes of a plain tree, to hand to the decoder under test.
    public static byte[] bytes(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(out, tree);
        }
        return bytes.toByteArray();
    }

    /// The text of a fixture under this key.
    public static String string(Map<String, Object> fixture, String key) {
        return (String) fixture.get(key);
    }

    /// The bytes of a fixture whose base64 is under this key.
    public static byte[] base64(Map<String, Object> fixture, String key) {
        return Base64.getDecoder().decode(string(fixture, key));
    }

    private static String text(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String key = in.currentName();
                    in.nextToken();
                    map.put(key, read(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static void write(JsonGenerator out, Object tree) {
        switch (tree) {
            case null -> out.writeNull();
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach(
                        (key, value) -> {
                            out.writeName((String) key);
                            write(out, value);
                        });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(item -> write(out, item));
                out.writeEndArray();
            }
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean bool -> out.writeBoolean(bool);
            default -> throw new IllegalArgumentException("not a JSON value: " + tree);
        }
    }
}
