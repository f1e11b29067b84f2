package chancery.lua.differential;

import java.util.List;
import java.util.SplittableRandom;

/// Writes random programs that end: loops are counted, recursion has a depth, texts are cut. Each
/// group of statements runs in `pcall`, so that a program prints its mistakes and goes on.
final class Generator {
    private static final String PRELUDE =
            """
            local function cut(x)
              if type(x) == "string" and #x > 40 then return x:sub(1, 40) end
              return x
            end
            local mt = {}
            mt.__index = function(o, k) if k == "v" then return nil end return k end
            mt.__add = function(x, y) return "add" end
            mt.__sub = function(x, y) return type(x) .. type(y) end
            mt.__concat = function(x, y) return "cat" end
            mt.__eq = function(x, y) return true end
            mt.__lt = function(x, y) return false end
            mt.__le = function(x, y) return 1 end
            mt.__len = function() return 7 end
            mt.__unm = function(x) return x end
            mt.__call = function(self, ...) return select("#", ...), ... end
            mt.__tostring = function() return "O" end
            mt.__idiv = function() error("idiv") end
            mt.__band = function() return nil end
            mt.__close = function(_, e) print("closed", e) end
            local function new() return setmetatable({}, mt) end
            local a, b, c, d = 1, 2.5, "3", nil
            local m, n, s = 3, 0.25, "text"
            local t, u = {10, 20, 30, x = 1, y = {z = "deep"}}, {}
            local function f(x, y) return y, x end
            local function g(n, ...) if n <= 0 then return ... end return g(n - 1, n, ...) end
            """;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> ARITHMETIC =
            List.of("+", "-", "*", "/", "//", "%", "&", "|", "~", "<<", ">>");
    private static final List<String> NUMERIC =
            List.of(" + ", " - ", " * ", " / ", " // ", " % ", " + ", " - ", " | ", " << ", " ~ ");
    private static final List<String> NUMBERS =
            List.of(
                    "#\"\"",
                    "1",
                    "-1",
                    "2",
                    "3",
                    "10",
                    "255",
                    "1.0",
                    "0.5",
                    "-2.5",
                    "1e3",
                    "9007199254740992.0",
                    "math.maxinteger",
                    "math.mininteger",
                    "0x7fff",
                    "-7",
                    "1e15",
                    "0.1");
    private static final List<String> TEXTS =
            List.of("\"abc\"", "\"\"", "\"12\"", "\"a b c\"", "\"x=1,y=2\"", "\"\\0z\"");
    private static final List<String> FUNCTIONS =
            List.of(
                    "math.max(%s, %s)",
                    "math.min(%s, %s)",
                    "math.abs(%s)",
                    "math.floor(%s)",
                    "math.ceil(%s)",
                    "math.fmod(%s, %s)",
                    "(math.modf(%s))",
                    "select(2, math.modf(%s))",
                    "math.sqrt(math.abs(%s))",
                    "(%s > %s and 1 or 2.5)",
                    "(math.tointeger(%s) or 4)");
    private static final List<String> METHODS =
            List.of(
                    ":upper()",
                    ":rep(2, '-')",
                    ":sub(2)",
                    ":sub(-3, -2)",
                    ":reverse()",
                    ":gsub('%w', '%0%0', 2)",
                    ":match('%w*')",
                    ":gsub('[a-c%s]', {a = 1, b = 'B', [' '] = false})",
                    ":gsub('(%w)(%w)', '%2%1')",
                    ":gsub('', '.')",
                    ":lower():len()");
    private static final List<String> FORMATS =
            List.of(
                    "'%g'",
                    "'%.3f'", "'%10.2e|'", "'%d'", "'%x'", "'%s'", "'%-8s|'", "'%q'", "'%5.1f'");
    private static final List<String> COMPARISONS = List.of("==", "~=", "<", "<=", ">", ">=");
    private static final List<String> LITERALS =
            List.of(
                    "#\"\"",
                    "1",
                    "-1",
                    "2",
                    "3",
                    "7",
                    "255",
                    "1.0",
                    "0.5",
                    "-2.5",
                    "1e3",
                    "9007199254740992.0",
                    "math.maxinteger",
                    "math.mininteger",
                    "math.huge",
                    "\"10\"",
                    "\"0x10\"",
                    "\"a\"",
                    "\"abc\"",
                    "\"\"",
                    "\" 5 \"",
                    "\"1e1\"",
                    "true",
                    "false",
                    "nil",
                    "\"x\"",
                    "1e100",
                    "3.0",
                    "64");
    private static final List<String> CALLS =
            List.of(
                    "f(%s, %s)",
                    "tostring(%s)",
                    "type(%s)",
                    "math.type(%s)",
                    "math.tointeger(%s)",
                    "tonumber(%s)",
                    "select(\"#\", %s, %s)",
                    "(select(2, %s, %s))",
                    "math.max(%s, %s)",
                    "math.floor(%s)",
                    "string.sub(%s, %s)",
                    "string.rep(%s, 2)",
                    "string.len(%s)",
                    "string.byte(%s)",
                    "string.format(\"%%s|%%s\", %s, %s)",
                    "string.format(\"%%5.1f\", %s)",
                    "string.format(\"%%d\", %s)",
                    "(string.find(%s, %s, 1, true))",
                    "(string.gsub(%s, \"%%w\", %s))",
                    "rawequal(%s, %s)",
                    "rawlen(%s)",
                    "table.pack(%s, %s).n",
                    "table.concat({%s, %s}, \",\")",
                    "g(2, %s)",
                    "(g(3, %s, %s))",
                    "new()",
                    "({%s, %s})[2]",
                    "({x = %s}).x",
                    "(function(p, ...) return ..., p end)(%s, %s)",
                    "pcall(f, %s)",
                    "(pcall(error, %s))",
                    "select(2, pcall(error, %s, 0))",
                    "math.ult(%s, %s)",
                    "math.fmod(%s, %s)",
                    "utf8.char(%s)",
                    "utf8.len(%s)",
                    "(%s):upper()",
                    "t.y.z .. %s",
                    "coroutine.wrap(function(q) return coroutine.yield(q), 5 end)(%s)");

    private final SplittableRandom random;
    private final StringBuilder out = new StringBuilder(PRELUDE);
    private int labels;

    private Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    /// The program of a seed, always the same.
    static Program program(long seed) {
        Generator generator = new Generator(seed);
        int groups = 2 + generator.random.nextInt(4);
        for (int i = 0; i < groups; i++) {
            generator.group();
        }
        generator.out.append("print(a, b, c, d, m, n, s, #t, #u)\n");
        return new Program("generated", "seed " + seed, generator.out.toString());
    }

    private void group() {
        out.append("print(pcall(function(...)\n");
        statements(1, 2 + random.nextInt(4));
        out.append("  return ").append(expression(2)).append("\nend, ");
        out.append(literal()).append(", ").append(literal()).append("))\n");
    }

    private void statements(int depth, int count) {
        for (int i = 0; i < count; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        int choice = random.nextInt(depth < 2 ? 17 : 8);
        switch (choice) {
            case 0 -> line("%s = cut(%s)", name(), expression(3));
            case 1 -> line("%s = %s", pick(List.of("m", "n")), number(3));
            case 2 -> line("s = cut(tostring(%s))", text(3));
            case 3 -> line("%s, %s = cut(%s), cut(%s)", name(), name(), expression(2), call(2));
            case 4 -> line("t[%s] = cut(%s) or 0", written(), expression(2));
            case 5 -> line("print(%s, %s)", expression(2), call(1));
            case 6 -> line("u.%s = cut(%s)", pick(List.of("x", "y", "v")), expression(2));
            case 7 -> line("print(%s %s %s)", expression(2), pick(COMPARISONS), expression(1));
            case 8 -> branch(depth);
            case 9 -> counted(depth);
            case 10 -> condition(depth, "while n%d < %d do\n", "end\n");
            case 11 -> condition(depth, "repeat\n", "until n%d >= %d\n");
            case 12 -> walk(depth);
            case 13 -> closures(depth);
            case 14 -> jump(depth);
            case 15 -> block(depth);
            default -> coroutine(depth);
        }
    }

    private void branch(int depth) {
        line("if %s then", expression(2));
        statements(depth + 1, 2);
        line("elseif %s %s %s then", expression(1), pick(COMPARISONS), expression(1));
        statements(depth + 1, 1);
        line("else");
        statements(depth + 1, 1);
        line("end");
    }

    private void counted(int depth) {
        String range =
                pick(
                        List.of(
                                "1, 3",
                                "3, 1, -1",
                                "0.5, 2",
                                "1, 2.5, 0.75",
                                "5, 1",
                                "1, 4, 2",
                                "math.maxinteger - 1, math.maxinteger",
                                "2, a, 0",
                                "\"1\", 2",
                                "math.mininteger, math.mininteger + 5, 3"));
        line("for i = %s do", range);
        line("if type(i) ~= %s then print(i) end", literal());
        statements(depth + 1, 2);
        line("if %s then break end", expression(1));
        line("end");
    }

    private void condition(int depth, String head, String foot) {
        int id = ++labels;
        int turns = 1 + random.nextInt(3);
        line("local n%d = 0", id);
        out.append(head.formatted(id, turns));
        line("n%d = n%d + 1", id, id);
        statements(depth + 1, 2);
        out.append(foot.formatted(id, turns));
    }

    private void walk(int depth) {
        line("for k, v in ipairs({%s, %s, %s}) do", expression(1), literal(), call(1));
        line("%s = v", name());
        statements(depth + 1, 1);
        line("print(k, v)");
        line("end");
    }

    private void closures(int depth) {
        int id = ++labels;
        line("local fs%d = {}", id);
        line("for j = 1, 3 do local w = %s fs%d[j] = function(...)", expression(1), id);
        statements(depth + 1, 1);
        line("w = cut(%s) return w, j, ... end end", expression(2));
        line("print(fs%d[1](%s)) print(fs%d[3]())", id, call(1), id);
    }

    private void jump(int depth) {
        int id = ++labels;
        line("local m%d = 0", id);
        line("::top%d::", id);
        line("m%d = m%d + 1", id, id);
        line("do");
        line("local r = %s", expression(1));
        line("if (%s) and m%d < 4 then goto top%d end", expression(1), id, id);
        statements(depth + 1, 1);
        line("end");
    }

    private void block(int depth) {
        line("do");
        line("local h <close> = new()");
        line("local k <const> = %s", literal());
        line("local a = cut(%s)", expression(2));
        statements(depth + 1, 2);
        line("print(k, a)");
        line("end");
    }

    private void coroutine(int depth) {
        int id = ++labels;
        line("local co%d = coroutine.create(function(p, ...)", id);
        statements(depth + 1, 1);
        line("local q = coroutine.yield(%s, p)", expression(1));
        line("return q, %s", expression(2));
        line("end)");
        line("print(coroutine.resume(co%d, %s))", id, expression(1));
        line("print(coroutine.resume(co%d, %s))", id, literal());
        line("print(coroutine.status(co%d))", id);
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextInt(2) == 0 ? literal() : name();
        }
        if (random.nextInt(5) < 3) {
            return random.nextInt(3) == 0 ? text(depth) : number(depth);
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> infix(depth, ARITHMETIC);
            case 4 -> infix(depth, COMPARISONS);
            case 5 -> infix(depth, List.of(" and ", " or "));
            case 6 -> infix(depth, List.of(" .. "));
            case 7 -> pick(List.of("- ", "not ", "#", "~")) + expression(depth - 1);
            case 8 -> "(" + expression(depth - 1) + ")";
            case 9 -> "t[" + index() + "]";
            case 10 -> pick(List.of("t.x", "t.y", "u.x", "u.v", "t.y.z", "undefined", "u.x.y"));
            case 11 -> "(" + expression(depth - 1) + ") ^ " + pick(List.of("2", "0.5", "0", "1"));
            case 12 -> literal();
            default -> call(depth);
        };
    }

    /// An expression that is a number, unless an integer is divided by zero or a float has no
    /// integer.
    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(2) == 0 ? pick(NUMBERS) : pick(List.of("m", "n"));
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> "(" + number(depth - 1) + pick(NUMERIC) + number(depth - 1) + ")";
            case 4 -> "- " + number(depth - 1);
            case 5 -> pick(FUNCTIONS).formatted(number(depth - 1), number(0));
            case 6 -> "#" + text(depth - 1);
            default -> number(0);
        };
    }

    /// An expression that is a text.
    private String text(int depth) {
        if (depth == 0) {
            return random.nextInt(2) == 0 ? pick(TEXTS) : "s";
        }
        return switch (random.nextInt(7)) {
            case 0, 1 -> "(" + text(depth - 1) + " .. " + number(depth - 1) + ")";
            case 2 -> "(" + number(depth - 1) + " .. " + text(depth - 1) + ")";
            case 3 -> "(" + text(depth - 1) + ")" + pick(METHODS);
            case 4 -> "tostring(" + number(depth - 1) + ")";
            case 5 -> "string.format(" + pick(FORMATS) + ", " + number(depth - 1) + ")";
            default -> "cut(" + text(depth - 1) + ")";
        };
    }

    private String infix(int depth, List<String> operators) {
        return expression(depth - 1) + " " + pick(operators) + " " + expression(depth - 1);
    }

    private String call(int depth) {
        return pick(CALLS).formatted(expression(depth - 1), expression(Math.max(0, depth - 2)));
    }

    private String index() {
        return pick(List.of("1", "2", "3", "#t + 1", "a", "b", "\"x\"", "1.0", "c", "0", "-1"));
    }

    /// An index that leaves no hole.
    private String written() {
        return pick(List.of("1", "2", "3", "#t + 1", "\"x\"", "1.0", "0", "-1", "\"1\""));
    }

    private String literal() {
        return pick(LITERALS);
    }

    private String name() {
        return pick(NAMES);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the formats are those above
    private void line(String format, Object... parts) {
        out.append(parts.length == 0 ? format : format.formatted(parts)).append('\n');
    }
}
