package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;
import chancery.lua.syntax.LocalVariable.Attribute;

import java.util.ArrayList;
import java.util.List;

/// Parses loops.
final class LoopParser {
    private static final int NUMERIC_STATE = 3;
    private static final int GENERIC_STATE = 4;

    private final Reading reading;
    private final Lexer lexer;
    private final ExpressionParser expressions;
    private final StatementParser statements;

    LoopParser(Reading reading, ExpressionParser expressions, StatementParser statements) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.expressions = expressions;
        this.statements = statements;
    }

    Statement whileLoop(int line) {
        lexer.next();
        Expression condition = expressions.parse();
        lexer.require(Token.DO);
        reading.function.enterLoop();
        statements.list();
        Block block = reading.function.leave(lexer.lastLine());
        lexer.requireEnd(Token.END, Token.WHILE, line);
        return new Statement.While(line, condition, block);
    }

    Statement repeat(int line) {
        lexer.next();
        reading.function.enterLoop();
        statements.list();
        lexer.requireEnd(Token.UNTIL, Token.REPEAT, line);
        Expression condition = expressions.parse();
        Block block = reading.function.leave(lexer.lastLine());
        return new Statement.Repeat(line, block, condition);
    }

    Statement forLoop(int line) {
        lexer.next();
        Name first = lexer.requireName();
        reading.function.enterLoop();
        Statement loop =
                switch (lexer.token()) {
                    case '=' -> numeric(first, line);
                    case ',', Token.IN -> generic(first, line);
                    default -> throw lexer.near("'=' or 'in' expected");
                };
        reading.function.leave(lexer.lastLine());
        return loop;
    }

    private Statement numeric(Name name, int line) {
        FunctionScope function = reading.function;
        function.reserve(NUMERIC_STATE + 1);
        lexer.next();
        Expression start = expressions.parse();
        lexer.require(',');
        Expression limit = expressions.parse();
        Expression step =
                lexer.take(',')
                        ? expressions.parse()
                        : new Expression.Constant(lexer.lastLine(), 1L);
        lexer.require(Token.DO);
        int doLine = lexer.lastLine();
        function.hide(NUMERIC_STATE);
        LocalVariable variable = function.declare(name, Attribute.REGULAR);
        Block block = body(line);
        return new Statement.NumericFor(doLine, variable, start, limit, step, block);
    }

    private Statement generic(Name first, int line) {
        FunctionScope function = reading.function;
        function.reserve(GENERIC_STATE + 1);
        List<Name> names = new ArrayList<>(2);
        names.add(first);
        while (lexer.take(',')) {
            names.add(lexer.requireName());
            function.reserve(1);
        }
        lexer.require(Token.IN);
        int callLine = lexer.line();
        List<Expression> values = expressions.settledList();
        function.hide(GENERIC_STATE);
        function.block().closeIterator();
        lexer.require(Token.DO);
        int doLine = lexer.lastLine();
        List<LocalVariable> variables = new ArrayList<>(names.size());
        for (Name name : names) {
            variables.add(function.declare(name, Attribute.REGULAR));
        }
        Block block = body(line);
        return new Statement.GenericFor(callLine, doLine, List.copyOf(variables), values, block);
    }

    private Block body(int line) {
        Block block = statements.block();
        lexer.requireEnd(Token.END, Token.FOR, line);
        return block;
    }
}
