package chancery.lua.syntax;

import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.SyntaxLimits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Sources as tests write them: one byte to a character.
public final class Sources {
    private static final String ARROW = "\n---->\n";

    private Sources() {}

    /// A source and what comes of it.
    public record Case(String source, String outcome) {}

    /// The tree, under the name `c`.
    public static FunctionBody parse(String source) {
        return parse(source, SyntaxLimits.defaults());
    }

    static FunctionBody parse(String source, SyntaxLimits limits) {
        byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
        return Parser.parse(ChunkName.of("=c"), bytes, limits, Map.of());
    }

    /// The message, or `ok`.
    static String outcome(String source) {
        return outcome(source, SyntaxLimits.defaults());
    }

    static String outcome(String source, SyntaxLimits limits) {
        try {
            parse(source, limits);
            return "ok";
        } catch (LuaSyntaxException e) {
            return new String(e.text().bytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// The cases of a file beside the tests.
    public static List<Case> cases(Class<?> test, String file) {
        return Arrays.stream(text(test, file).split("====\n")).map(Sources::toCase).toList();
    }

    private static Case toCase(String text) {
        int arrow = text.indexOf(ARROW);
        String outcome = text.substring(arrow + ARROW.length()).stripTrailing();
        return new Case(text.substring(0, arrow), outcome);
    }

    private static String text(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
