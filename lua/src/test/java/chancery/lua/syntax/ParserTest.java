package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.SyntaxLimits;
import chancery.lua.runtime.LuaString;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ParserTest {
    @Test
    void mainChunkTakesAnyArgumentsAndTheGlobals() {
        FunctionBody main = Sources.parse("return ...\n\n");

        assertThat(main.name()).isEqualTo("main chunk");
        assertThat(main.vararg()).isTrue();
        assertThat(main.line()).isZero();
        assertThat(main.parameters()).isEmpty();
        assertThat(main.upvalues())
                .containsExactly(new UpvalueSource.Environment(LuaString.of("_ENV")));
    }

    @Test
    void functionsKnowTheirLines() {
        FunctionBody body = onlyFunction("local function f(a)\n  return a\nend\n");

        assertThat(body.line()).isEqualTo(1);
        assertThat(body.lastLine()).isEqualTo(3);
    }

    @Test
    void functionsAreNamedAsTheyAreWritten() {
        FunctionBody body = onlyFunction("local function f() end");
        Statement method = Sources.parse("function a.b:c() end").block().statements().getFirst();
        Statement anonymous = Sources.parse("x =\nfunction() end").block().statements().getFirst();

        assertThat(body.name()).isEqualTo("function 'f'");
        assertThat(assigned(method).name()).isEqualTo("function 'a.b:c'");
        assertThat(assigned(anonymous).name()).isEqualTo("function <c:2>");
    }

    @Test
    void framesHaveRoomForTheVariablesThatAreAliveTogether() {
        FunctionBody main =
                Sources.parse("local a do local b, c end local d while a do local e end");

        assertThat(main.slots()).isEqualTo(3);
    }

    @Test
    void capturedVariablesComeFromTheFunctionAround() {
        FunctionBody outer =
                onlyFunction("local function f(a) return function() return a, f, x end end");
        Statement.Return returned = (Statement.Return) outer.block().statements().getFirst();
        FunctionBody inner = ((Expression.Function) returned.values().getFirst()).body();

        assertThat(inner.upvalues())
                .containsExactly(
                        new UpvalueSource.OfLocal(outer.parameters().getFirst()),
                        new UpvalueSource.OfUpvalue(0, LuaString.of("f")),
                        new UpvalueSource.OfUpvalue(1, LuaString.of("_ENV")));
        assertThat(outer.parameters().getFirst().captured()).isTrue();
    }

    @Test
    void blocksSayWhatTheyClose() {
        FunctionBody main = Sources.parse("local a <close> = b do local c end");
        Statement.Do inner = (Statement.Do) main.block().statements().get(1);

        assertThat(main.block().closes()).isTrue();
        assertThat(inner.block().closes()).isFalse();
    }

    @Test
    void refusesBinaryChunks() {
        assertThat(Sources.outcome("\u001bLua"))
                .isEqualTo("attempt to load a binary chunk (mode is 't')");
    }

    @Test
    void messagesShowTheChunkAsItsNameSays() {
        byte[] source = "x =".getBytes(UTF_8);

        assertThatThrownBy(() -> Parser.parse("@a.lua", source, SyntaxLimits.defaults()))
                .isInstanceOf(LuaSyntaxException.class)
                .hasMessage("a.lua:1: unexpected symbol near <eof>");
        assertThatThrownBy(() -> Parser.parse("x =", source, SyntaxLimits.defaults()))
                .hasMessage("[string \"x =\"]:1: unexpected symbol near <eof>");
    }

    @Test
    void textsOfTheHostKeepTheirObjects() {
        LuaString name = LuaString.of("insert");
        byte[] source = "return table.insert".getBytes(UTF_8);

        FunctionBody main =
                Parser.parse(
                        ChunkName.of("=c"), source, SyntaxLimits.defaults(), Map.of(name, name));

        Statement.Return returned = (Statement.Return) main.block().statements().getFirst();
        Expression.Index index = (Expression.Index) returned.values().getFirst();
        assertThat(((Expression.Constant) index.key()).value()).isSameAs(name);
    }

    @Test
    void messagesKeepBytesThatAreNoText() {
        assertThat(Sources.outcome("x = 'a\u00e9' y")).isEqualTo("c:1: syntax error near <eof>");
        assertThat(Sources.outcome("x = = '\u00e9'")).isEqualTo("c:1: unexpected symbol near '='");
        assertThat(Sources.outcome("x = x '\u00e9\\n\\0z' 'b' 3"))
                .isEqualTo("c:1: unexpected symbol near '3'");
        assertThat(Sources.outcome("x = 1 '\u00e9\\n\\0z'"))
                .isEqualTo("c:1: unexpected symbol near ''\u00e9\n'");
    }

    private static FunctionBody onlyFunction(String source) {
        Statement first = Sources.parse(source).block().statements().getFirst();
        return ((Statement.DeclareFunction) first).body();
    }

    private static FunctionBody assigned(Statement statement) {
        Statement.Assign assign = (Statement.Assign) statement;
        return ((Expression.Function) assign.values().getFirst()).body();
    }
}
