package chancery.lua;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.lua.host.HostFunction;
import chancery.lua.host.HostFunctions;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The lines of the guide page about embedding, as they stand there.
final class EmbeddingTest {
    private static final Path PAGE = Path.of("../docs/guide/how-to/embed-lua.md");
    private static final Path SELF = Path.of("src/test/java/chancery/lua/EmbeddingTest.java");

    @Test
    void theLinesOfTheGuideWork() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        greet();
        System.setOut(before);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("hello, world");
    }

    @Test
    void theGuideHasTheLinesOfThisTest() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```java") + "```java".length();
        String lines = page.substring(start, page.indexOf("```", start));

        assertThat(dense(Files.readString(SELF))).contains(dense(lines));
    }

    private static void greet() {
        Host host =
                new Host(
                        System::nanoTime,
                        () -> 0,
                        InstantSource.system(),
                        new SecureRandom()::nextLong,
                        System.out::print,
                        System.err::println,
                        Thread.ofVirtual().factory(),
                        () -> {});
        HostFunction greet =
                new HostFunction(
                        "greet",
                        "Greets.",
                        List.of(Parameter.required("name", new ParameterType.Text(100), "whom")),
                        "a text",
                        call -> LuaString.of("hello, ").with(call.text(1)));
        Lua lua = Lua.standard().with(HostFunctions.globals(List.of(greet)));
        Chunk chunk =
                lua.compile("@hello.lua", "return greet(...)".getBytes(StandardCharsets.UTF_8));
        try (State state = lua.state(BudgetLimits.DEFAULT, host)) {
            Object result = lua.run(state, chunk, LuaString.of("world"));
            System.out.println(result);
        }
    }

    private static String dense(String text) {
        return text.replaceAll("\\s+", "");
    }
}
