package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;
import chancery.lua.runtime.LuaString;

import java.util.ArrayList;
import java.util.List;

/// Parses parameters and bodies of functions.
final class FunctionParser {
    private static final LuaString SELF = LuaString.of("self");

    private final Reading reading;
    private final Lexer lexer;
    private final StatementParser statements;

    FunctionParser(Reading reading) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.statements = new StatementParser(reading, this);
    }

    /// The whole source as a function.
    FunctionBody main() {
        FunctionScope main = reading.function;
        main.enter();
        lexer.next();
        statements.list();
        if (lexer.token() != Token.EOF) {
            throw lexer.expected(Token.EOF);
        }
        Block block = main.leave(lexer.lastLine());
        return new FunctionBody(
                "main chunk",
                0,
                lexer.line(),
                List.of(),
                true,
                block,
                main.upvalues(),
                main.slotsMax());
    }

    /// A function without a name; parameters come next.
    Expression anonymous(int line) {
        return function("function <" + reading.chunk + ":" + line + ">", line, List.of());
    }

    /// A function with a name.
    Expression.Function named(String name, int line) {
        return function("function '" + name + "'", line, List.of());
    }

    /// A function with a name and an object as its first parameter.
    Expression.Function method(String name, int line) {
        return function("function '" + name + "'", line, List.of(lexer.nameOf(SELF)));
    }

    private Expression.Function function(String name, int line, List<Name> implied) {
        FunctionScope function = reading.function.inner(line);
        reading.function = function;
        function.enter();
        lexer.require('(');
        List<LocalVariable> parameters = parameters(implied, function);
        lexer.require(')');
        statements.list();
        int lastLine = lexer.line();
        lexer.requireEnd(Token.END, Token.FUNCTION, line);
        Block block = function.leave(lexer.lastLine());
        reading.leaveFunction();
        reading.deepen();
        return new Expression.Function(
                lexer.lastLine(),
                new FunctionBody(
                        name,
                        line,
                        lastLine,
                        parameters,
                        function.vararg,
                        block,
                        function.upvalues(),
                        function.slotsMax()));
    }

    private List<LocalVariable> parameters(List<Name> implied, FunctionScope function) {
        List<Name> names = new ArrayList<>(implied);
        function.reserve(names.size());
        if (lexer.token() != ')') {
            do {
                if (lexer.take(Token.DOTS)) {
                    function.vararg = true;
                } else if (lexer.token() == Token.NAME) {
                    names.add(lexer.requireName());
                    function.reserve(1);
                } else {
                    throw lexer.near("<name> or '...' expected");
                }
            } while (!function.vararg && lexer.take(','));
        }
        List<LocalVariable> parameters = new ArrayList<>(names.size());
        for (Name name : names) {
            parameters.add(function.declare(name, LocalVariable.Attribute.REGULAR));
        }
        return List.copyOf(parameters);
    }
}
