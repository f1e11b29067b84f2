package chancery.bench.lua;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// An implementation of Lua that holds one script, compiled, and stops it when it runs too long.
interface Engine extends AutoCloseable {
    /// Runs the script in a state made for this run, and answers the number it returns.
    double fresh();

    /// Calls the function `run` that the script defined in a state made before.
    double run();

    @Override
    void close();

    /// One of the implementations by its name.
    static Engine of(String name, String script) {
        byte[] source = source(script);
        return switch (name) {
            case "chancery" -> new ChanceryEngine(source);
            case "luaj" -> new LuajEngine(source);
            case "native" -> new NativeEngine(source);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] source(String script) {
        try (InputStream in = Engine.class.getResourceAsStream(script)) {
            return Objects.requireNonNull(in, script).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
