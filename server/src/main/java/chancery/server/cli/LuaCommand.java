package chancery.server.cli;

import chancery.lua.Lua;
import chancery.lua.runtime.BudgetLimits;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Runs a Lua file.
@Command(
        name = "lua",
        sortOptions = false,
        description = {
            "Runs a file of Lua 5.4 in the sandbox of scripts: no files, no network.",
            "'print' writes to standard output, 'warn' to standard error, 'load' compiles",
            "texts, and 'arg' and '...' hold the arguments. Options stand before the file.",
            "",
            "Without options a script may use what the machine has, with " + LuaCommand.CALLS,
            "calls inside each other and " + LuaCommand.COROUTINES + " coroutines alive.",
            ""
        },
        footer = {
            "",
            "Exit codes: 1 the script failed or is no Lua, 2 wrong arguments, 3 a budget",
            "broke."
        })
final class LuaCommand implements Callable<Integer> {
    /// As deep as any script goes: beyond it is Lua's own error `stack overflow`.
    static final int CALLS = 190_000;

    static final int COROUTINES = 100_000;

    /// Longer than any machine runs, and short enough for the arithmetic of clocks.
    private static final long SECONDS_MAX = Duration.ofDays(36_500).toSeconds();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Loop turns, calls and other steps; no limit by default.",
            converter = Count.class)
    private long steps = Long.MAX_VALUE;

    @Option(
            names = "--memory",
            paramLabel = "BYTES",
            description =
                    "Bytes allocated in total, as 64M or 1G; by default no limit but the heap's.",
            converter = Size.class)
    private long bytes = Long.MAX_VALUE;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Seconds by the clock; no limit by default.",
            converter = Count.class)
    private long seconds = SECONDS_MAX;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "-";

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            arity = "0..*",
            description = "What the script finds in arg and in its dots.")
    private List<String> arguments = List.of();

    /// A positive number.
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return positive(text, 1);
        }
    }

    /// A positive number of bytes, with a unit or without.
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            int unit = lower.isEmpty() ? -1 : "kmg".indexOf(lower.charAt(lower.length() - 1));
            return unit < 0
                    ? positive(text, 1)
                    : positive(text.substring(0, text.length() - 1), 1L << (10 * (unit + 1)));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> ": No such file or directory";
            case AccessDeniedException _ -> ": Permission denied";
            default -> "";
        };
    }

    private static long positive(String text, long unit) {
        try {
            long value = Math.multiplyExact(Long.parseLong(text), unit);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is not a positive number");
    }

    @Override
    public Integer call() {
        byte[] source;
        try {
            source =
                    file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            System.err.println("chancery: cannot open " + file + reason(e));
            return ExitCode.FAULT;
        }
        Duration time = Duration.ofSeconds(Math.min(seconds, SECONDS_MAX));
        var limits = new BudgetLimits(steps, bytes, time, CALLS, COROUTINES);
        return new LuaRun(Lua.standard().withLoad(), limits).run(file, source, arguments);
    }
}
