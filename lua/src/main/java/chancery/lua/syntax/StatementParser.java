package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;
import chancery.lua.runtime.LuaString;

import java.util.ArrayList;
import java.util.List;

/// Parses statements into the block that is open.
final class StatementParser {
    private static final LuaString BREAK = LuaString.of("break");

    private final Reading reading;
    private final Lexer lexer;
    private final FunctionParser functions;
    private final ExpressionParser expressions;
    private final LocalParser locals;
    private final LoopParser loops;

    StatementParser(Reading reading, FunctionParser functions) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.functions = functions;
        this.expressions = new ExpressionParser(reading, functions);
        this.locals = new LocalParser(reading, expressions, functions);
        this.loops = new LoopParser(reading, expressions, this);
    }

    /// Statements up to the end of the block.
    void list() {
        while (!blockEnds() && lexer.token() != Token.UNTIL) {
            boolean last = lexer.token() == Token.RETURN;
            statement();
            if (last) {
                return;
            }
        }
    }

    /// A block with a scope of its own.
    Block block() {
        reading.function.enter();
        list();
        return reading.function.leave(lexer.lastLine());
    }

    /// `until` does not end what a label at the end of a block may leave out of scope.
    private boolean blockEnds() {
        return switch (lexer.token()) {
            case Token.ELSE, Token.ELSEIF, Token.END, Token.EOF -> true;
            default -> false;
        };
    }

    private void statement() {
        int line = lexer.line();
        reading.enter();
        int outer = reading.open();
        switch (lexer.token()) {
            case ';' -> lexer.next();
            case Token.IF -> add(branches(line));
            case Token.WHILE -> add(loops.whileLoop(line));
            case Token.DO -> add(block(line));
            case Token.FOR -> add(loops.forLoop(line));
            case Token.REPEAT -> add(loops.repeat(line));
            case Token.FUNCTION -> add(function(line));
            case Token.LOCAL -> locals.parse();
            case Token.COLONS -> label(line);
            case Token.RETURN -> add(returned());
            case Token.BREAK -> broken(line);
            case Token.GOTO -> jump();
            default -> add(callOrAssignment());
        }
        reading.deepen();
        reading.close(outer);
        reading.leave();
    }

    private void add(Statement statement) {
        reading.function.block().statements.add(statement);
    }

    private Statement block(int line) {
        lexer.next();
        Block block = block();
        lexer.requireEnd(Token.END, Token.DO, line);
        return new Statement.Do(line, block);
    }

    private Statement branches(int line) {
        List<Statement.Clause> clauses = new ArrayList<>(1);
        do {
            lexer.next();
            Expression condition = expressions.expression();
            lexer.require(Token.THEN);
            Expression settled = expressions.settled(condition);
            clauses.add(new Statement.Clause(lexer.lastLine(), settled, block()));
        } while (lexer.token() == Token.ELSEIF);
        Block otherwise =
                lexer.take(Token.ELSE) ? block() : new Block(List.of(), false, lexer.lastLine());
        lexer.requireEnd(Token.END, Token.IF, line);
        return new Statement.If(line, List.copyOf(clauses), otherwise);
    }

    private Statement function(int line) {
        lexer.next();
        StringBuilder name = new StringBuilder();
        Name first = lexer.requireName();
        name.append(first.text());
        Expression target = reading.resolve(first);
        while (lexer.token() == '.') {
            target = expressions.field(target);
            name.append('.').append(lastKey(target));
            reading.deepen();
        }
        Expression.Function body;
        if (lexer.token() == ':') {
            target = expressions.field(target);
            body = functions.method(name.append(':').append(lastKey(target)).toString(), line);
        } else {
            body = functions.named(name.toString(), line);
        }
        if (!(target instanceof Expression.Index)) {
            expressions.requireVariable(first);
        }
        return new Statement.Assign(line, List.of(at(line, target)), List.of(body));
    }

    private static Object lastKey(Expression target) {
        return target instanceof Expression.Index(_, _, Expression.Constant(_, Object key))
                ? key
                : "?";
    }

    private void label(int line) {
        lexer.next();
        Name name = lexer.requireName();
        lexer.require(Token.COLONS);
        FunctionScope function = reading.function;
        Statement.Label label = new Statement.Label(line, name.text());
        add(label);
        while (lexer.token() == ';' || lexer.token() == Token.COLONS) {
            statement();
        }
        function.jumps.requireNew(name);
        int variables = blockEnds() ? function.block().variables : function.variables();
        function.jumps.declare(name, label, variables, function);
    }

    private Statement returned() {
        lexer.next();
        List<Expression> values =
                blockEnds() || lexer.token() == Token.UNTIL || lexer.token() == ';'
                        ? List.of()
                        : expressions.settledList();
        boolean call =
                values.size() == 1
                        && (values.getFirst() instanceof Expression.Call
                                || values.getFirst() instanceof Expression.MethodCall);
        int line = lexer.lastLine();
        lexer.take(';');
        return new Statement.Return(line, values, call && !reading.function.block().closing());
    }

    private void broken(int line) {
        lexer.next();
        if (reading.function.insideLoop()) {
            add(new Statement.Break(line));
        } else {
            Name name = lexer.nameOf(BREAK);
            reading.function.jumps.await(name, line, reading.function);
        }
    }

    private void jump() {
        lexer.next();
        int line = lexer.line();
        reading.function.jumps.jump(lexer.requireName(), line, reading.function);
    }

    private Statement callOrAssignment() {
        Expression first = expressions.suffixed();
        if (lexer.token() == '=' || lexer.token() == ',') {
            return assignment(first);
        }
        if (first instanceof Expression.Call || first instanceof Expression.MethodCall) {
            return new Statement.CallStatement(first.line(), first);
        }
        throw lexer.near("syntax error");
    }

    private Statement assignment(Expression first) {
        List<Expression> targets = new ArrayList<>(1);
        expressions.requireTarget(first);
        targets.add(first);
        while (lexer.take(',')) {
            Expression target = expressions.suffixed();
            reading.enter();
            expressions.requireTarget(target);
            targets.add(target);
        }
        for (int i = 1; i < targets.size(); i++) {
            reading.leave();
        }
        lexer.require('=');
        List<Expression> values = expressions.settledList();
        targets.replaceAll(expressions::settled);
        return new Statement.Assign(lexer.lastLine(), List.copyOf(targets), values);
    }

    private static Expression at(int line, Expression target) {
        return switch (target) {
            case Expression.Index(_, Expression object, Expression key) ->
                    new Expression.Index(line, object, key);
            case Expression.Global(_, Expression environment, LuaString name) ->
                    new Expression.Global(line, environment, name);
            default -> target;
        };
    }
}
