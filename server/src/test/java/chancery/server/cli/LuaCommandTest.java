package chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class LuaCommandTest {
    @TempDir private Path folder;

    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setIn(in);
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void runsAFileWithItsArguments() {
        int code =
                lua("print(arg[1], #arg, ...)\nprint(arg[0] ~= nil)", "a", "--steps", "-h", "@x");

        assertThat(code).isZero();
        assertThat(printed()).isEqualTo("a\t4\ta\t--steps\t-h\t@x\ntrue\n");
        assertThat(complained()).isEmpty();
    }

    @Test
    void printsBytesAsTheyAre() {
        lua("print('\\xff\\0\\u{e4}')");

        assertThat(printed.toByteArray()).containsExactly(0xff, 0, 0xc3, 0xa4, '\n');
    }

    @Test
    void readsStandardInput() {
        System.setIn(
                new ByteArrayInputStream("print(arg[0], ...)".getBytes(StandardCharsets.UTF_8)));

        assertThat(Main.run("lua", "-", "x")).isZero();
        assertThat(printed()).isEqualTo("-\tx\n");
    }

    @Test
    void skipsTheLineForTheShell() {
        assertThat(lua("#!/usr/bin/env chancery-lua\nprint(1) error('x', 1)")).isEqualTo(1);
        assertThat(printed()).isEqualTo("1\n");
        assertThat(complained()).contains("script.lua:2: x");
    }

    @Test
    void compilesTextsAndStartsCoroutines() {
        lua("print(load('return 1 + 1')(), coroutine.wrap(function() return 'inside' end)())");

        assertThat(printed()).isEqualTo("2\tinside\n");
    }

    @Test
    void seedsItsRandomNumbersAsLuaDoes() {
        lua("math.randomseed(42) print(math.random(1, 100), math.random(1, 100))");

        assertThat(printed()).isEqualTo("50\t76\n");
    }

    @Test
    void recursesAsDeepAsLua() {
        lua(
                "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end"
                        + " print(f(180000))");

        assertThat(printed()).isEqualTo("180000\n");
    }

    @Test
    void callsTooDeepAreAnErrorThatScriptsCatch() {
        lua("local function f() return 1 + f() end print(pcall(f))");

        assertThat(printed()).startsWith("false").contains("stack overflow");
    }

    @Test
    void showsAnErrorWithItsCalls() {
        String source =
                """
                local function g() error("boom") end
                function f() g() end
                print("before")
                f()
                """;

        assertThat(lua(source)).isEqualTo(1);
        assertThat(printed()).isEqualTo("before\n");
        assertThat(complained().replace(file(), "script.lua"))
                .isEqualTo(
                        """
                        chancery: script.lua:1: boom
                        stack traceback:
                        	[C]: in function 'error'
                        	script.lua:1: in upvalue 'g'
                        	script.lua:2: in function 'f'
                        	script.lua:4: in main chunk
                        	[C]: in ?
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error({})|chancery: (error object is a table value)",
                "error()|chancery: (error object is a nil value)",
                "error(42)|chancery: 42",
                "error(setmetatable({}, {__tostring = function() return 'own' end}))|chancery: own"
            })
    void showsErrorsThatAreNoTexts(String source, String line) {
        assertThat(lua(source)).isEqualTo(1);
        assertThat(complained().lines().findFirst()).contains(line);
    }

    @Test
    void refusesWhatIsNoLua() {
        assertThat(lua("x = = 1")).isEqualTo(1);
        assertThat(complained().replace(file(), "script.lua"))
                .isEqualTo("chancery: script.lua:1: unexpected symbol near '='\n");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(Main.run("lua", "nowhere.lua")).isEqualTo(1);
        assertThat(complained())
                .isEqualTo("chancery: cannot open nowhere.lua: No such file or directory\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--steps=1000, stopped after 1000 steps (--steps)",
        "--memory=64K, stopped after allocating 65536 bytes (--memory)",
        "--seconds=1, stopped after 1 seconds (--seconds)"
    })
    void stopsAtABudget(String option, String line) {
        String source =
                "local t = {} pcall(function() while true do t[#t % 1000 + 1] = {} end end)";

        int code = run(List.of(option), source, List.of());

        assertThat(code).isEqualTo(3);
        assertThat(complained()).isEqualTo("chancery: " + file() + ": " + line + "\n");
    }

    @ParameterizedTest
    @CsvSource({"--steps=0", "--steps=x", "--memory=1T", "--memory=-1", "--memory=", "--seconds=0"})
    void refusesBudgetsThatAreNone(String option) {
        assertThat(run(List.of(option), "print(1)", List.of())).isEqualTo(2);
        assertThat(complained()).contains("is not a positive number");
        assertThat(printed()).isEmpty();
    }

    @Test
    void warnsOnStandardErrorInOrder() {
        lua("print('a') warn('@on') warn('care', 'ful') print('b')");

        assertThat(printed()).isEqualTo("a\nb\n");
        assertThat(complained()).isEqualTo("Lua warning: careful\n");
    }

    @Test
    void endsWhenNobodyReads() {
        PrintStream closed = new PrintStream(printed, true, StandardCharsets.UTF_8);
        closed.close();
        System.setOut(closed);

        assertThat(lua("while true do print(1) end")).isEqualTo(1);
    }

    private int lua(String source, String... arguments) {
        return run(List.of(), source, List.of(arguments));
    }

    private int run(List<String> options, String source, List<String> arguments) {
        try {
            Files.writeString(Path.of(file()), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> line = new ArrayList<>(List.of("lua"));
        line.addAll(options);
        line.add(file());
        line.addAll(arguments);
        return Main.run(line.toArray(String[]::new));
    }

    private String file() {
        return folder.resolve("script.lua").toString();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return complained.toString(StandardCharsets.UTF_8);
    }
}
