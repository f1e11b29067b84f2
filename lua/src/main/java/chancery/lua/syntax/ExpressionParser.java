package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Parses expressions.
///
/// The reference implementation compiles reading a variable or field when it knows what becomes of
/// it, which may be some tokens later, and blames the line of the token that it has passed then.
/// [#settled] gives an expression that line.
final class ExpressionParser {
    /// Left-grouping operators that become a tree; further ones become a chain.
    private static final int NESTED_MAX = 8;

    private final Reading reading;
    private final Lexer lexer;
    private final FunctionParser functions;
    private final ConstructorParser constructors;

    /// Whether the last expression that may have suffixes had none.
    private boolean bare;

    /// The name that it was.
    private @Nullable Name variable;

    ExpressionParser(Reading reading, FunctionParser functions) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.functions = functions;
        this.constructors = new ConstructorParser(reading, this);
    }

    /// An expression whose line is known.
    Expression parse() {
        return settled(expression());
    }

    /// An expression; its line may still change.
    Expression expression() {
        return binary(0);
    }

    /// Expressions between commas; the line of the last may still change.
    List<Expression> list() {
        Expression first = expression();
        if (lexer.token() != ',') {
            return List.of(first);
        }
        List<Expression> all = new ArrayList<>();
        all.add(first);
        while (lexer.take(',')) {
            settleLast(all);
            all.add(expression());
        }
        return all;
    }

    /// The same, with lines that are known.
    List<Expression> settledList() {
        return settledLast(list());
    }

    private List<Expression> settledLast(List<Expression> all) {
        if (all.size() == 1) {
            return List.of(settled(all.getFirst()));
        }
        settleLast(all);
        return List.copyOf(all);
    }

    private void settleLast(List<Expression> all) {
        all.set(all.size() - 1, settled(all.getLast()));
    }

    /// The same expression, evaluated at the token that was just passed.
    Expression settled(Expression expression) {
        int line = lexer.lastLine();
        if (expression.line() == line) {
            return expression;
        }
        return switch (expression) {
            case Expression.Index(_, Expression object, Expression key) ->
                    new Expression.Index(line, object, key);
            case Expression.Global(_, Expression environment, LuaString name) ->
                    new Expression.Global(line, environment, name);
            default -> expression;
        };
    }

    private Expression binary(int limit) {
        reading.enter();
        int outer = reading.open();
        Expression left = unary();
        Infix infix = Infix.of(lexer.token());
        while (infix != null && infix.left > limit) {
            left =
                    switch (infix) {
                        case AND, OR -> logical(left, infix);
                        case POWER, CONCATENATE -> rightGrouping(left, infix);
                        default -> leftGrouping(left, infix);
                    };
            infix = Infix.of(lexer.token());
        }
        reading.close(outer);
        reading.leave();
        return left;
    }

    private Expression logical(Expression first, Infix infix) {
        int line = lexer.line();
        int token = lexer.token();
        List<Expression> operands = new ArrayList<>(2);
        Expression operand = first;
        while (lexer.take(token)) {
            operands.add(operands.isEmpty() ? settled(first) : operand);
            operand = settled(binary(infix.right));
        }
        operands.add(operand);
        reading.deepen();
        return infix == Infix.AND
                ? new Expression.And(line, List.copyOf(operands))
                : new Expression.Or(line, List.copyOf(operands));
    }

    private Expression rightGrouping(Expression first, Infix infix) {
        int line = lexer.line();
        lexer.next();
        Expression left = settled(first);
        Expression right = settled(binary(infix.right));
        reading.deepen();
        boolean joins =
                infix == Infix.CONCATENATE
                        && right instanceof Expression.Binary following
                        && following.operator() == BinaryOperator.CONCATENATE;
        return new Expression.Binary(joins ? right.line() : line, infix.operator(), left, right);
    }

    private Expression leftGrouping(Expression first, Infix infix) {
        Expression left = first;
        Infix current = infix;
        for (int i = 0; i < NESTED_MAX; i++) {
            int line = lexer.line();
            lexer.next();
            left = settled(left);
            Expression right = settled(binary(current.right));
            left =
                    new Expression.Binary(
                            current.compares() ? lexer.lastLine() : line,
                            current.operator(),
                            left,
                            right);
            reading.deepen();
            Infix following = Infix.of(lexer.token());
            if (following == null || following.left != infix.left) {
                return left;
            }
            current = following;
        }
        return chain(left, current);
    }

    private Expression chain(Expression first, Infix infix) {
        List<Expression.Link> links = new ArrayList<>();
        Infix current = infix;
        while (current != null && current.left == infix.left) {
            int line = lexer.line();
            lexer.next();
            Expression right = settled(binary(current.right));
            links.add(
                    new Expression.Link(
                            current.compares() ? lexer.lastLine() : line,
                            current.operator(),
                            right));
            current = Infix.of(lexer.token());
        }
        reading.deepen();
        return new Expression.Chain(first, List.copyOf(links));
    }

    private Expression unary() {
        UnaryOperator operator = prefix(lexer.token());
        if (operator == null) {
            return simple();
        }
        int line = lexer.line();
        lexer.next();
        Expression operand = settled(binary(Infix.PREFIX));
        reading.deepen();
        if (operator == UnaryOperator.NEGATE
                && operand instanceof Expression.Constant(_, Number number)) {
            Object negated = number instanceof Long integer ? -integer : -number.doubleValue();
            return new Expression.Constant(line, negated);
        }
        return new Expression.Unary(line, operator, operand);
    }

    private static @Nullable UnaryOperator prefix(int token) {
        return switch (token) {
            case '-' -> UnaryOperator.NEGATE;
            case Token.NOT -> UnaryOperator.NOT;
            case '#' -> UnaryOperator.LENGTH;
            case '~' -> UnaryOperator.BIT_NOT;
            default -> null;
        };
    }

    private Expression simple() {
        int line = lexer.line();
        return switch (lexer.token()) {
            case Token.NUMBER, Token.STRING -> constant(lexer.value());
            case Token.NIL -> constant(Nil.NIL);
            case Token.TRUE -> constant(true);
            case Token.FALSE -> constant(false);
            case Token.DOTS -> {
                if (!reading.function.vararg) {
                    throw lexer.near("cannot use '...' outside a vararg function");
                }
                lexer.next();
                yield new Expression.Vararg(line);
            }
            case '{' -> constructors.parse();
            case Token.FUNCTION -> {
                lexer.next();
                yield functions.anonymous(lexer.line());
            }
            default -> suffixed();
        };
    }

    private Expression constant(Object value) {
        Expression constant = new Expression.Constant(lexer.line(), value);
        lexer.next();
        return constant;
    }

    /// A name or an expression in parentheses with any suffixes, as a statement may begin.
    Expression suffixed() {
        int outer = reading.open();
        int line = lexer.line();
        Name name = lexer.token() == Token.NAME ? lexer.name() : null;
        Expression first = primary();
        Expression result = first;
        Expression longer = suffix(result, line);
        while (longer != null) {
            result = longer;
            reading.deepen();
            longer = suffix(result, line);
        }
        reading.close(outer);
        bare = result == first;
        variable = bare ? name : null;
        return result;
    }

    /// Refuses what the last [#suffixed] gave, when nothing can be assigned to it.
    void requireTarget(Expression target) {
        if ((bare && variable == null)
                || target instanceof Expression.Call
                || target instanceof Expression.MethodCall) {
            throw lexer.near("syntax error");
        }
        if (variable != null) {
            requireVariable(variable);
        }
    }

    /// Refuses a name whose value is final.
    void requireVariable(Name name) {
        if (reading.constant(name)) {
            throw lexer.error("attempt to assign to const variable '" + name.text() + "'");
        }
    }

    private @Nullable Expression suffix(Expression before, int line) {
        return switch (lexer.token()) {
            case '.' -> field(before);
            case '[' -> {
                Expression object = settled(before);
                Expression key = bracket();
                yield new Expression.Index(lexer.lastLine(), object, key);
            }
            case ':' -> {
                lexer.next();
                Name name = lexer.requireName();
                Expression object = settled(before);
                int nameLine = lexer.lastLine();
                yield new Expression.MethodCall(
                        line, object, nameLine, name.text(), arguments(line));
            }
            case '(', Token.STRING, '{' -> {
                Expression function = settled(before);
                yield new Expression.Call(line, function, arguments(line));
            }
            default -> null;
        };
    }

    /// `.name` behind an expression.
    Expression field(Expression before) {
        Expression object = settled(before);
        lexer.next();
        Expression key = new Expression.Constant(lexer.line(), lexer.requireName().text());
        return new Expression.Index(lexer.lastLine(), object, key);
    }

    /// `[key]`.
    Expression bracket() {
        lexer.next();
        Expression key = parse();
        lexer.require(']');
        return key;
    }

    private Expression primary() {
        int line = lexer.line();
        if (lexer.token() == Token.NAME) {
            return reading.resolve(lexer.requireName());
        }
        if (lexer.token() != '(') {
            throw lexer.near("unexpected symbol");
        }
        lexer.next();
        Expression inner = expression();
        lexer.requireEnd(')', '(', line);
        return switch (inner) {
            case Expression.Call _, Expression.MethodCall _, Expression.Vararg _ ->
                    new Expression.Parenthesised(line, inner);
            default -> settled(inner);
        };
    }

    private List<Expression> arguments(int line) {
        return switch (lexer.token()) {
            case Token.STRING -> List.of(constant(lexer.value()));
            case '{' -> List.of(constructors.parse());
            case '(' -> {
                lexer.next();
                List<Expression> all = lexer.token() == ')' ? List.of() : list();
                lexer.requireEnd(')', '(', line);
                yield all.isEmpty() ? all : settledLast(all);
            }
            default -> throw lexer.near("function arguments expected");
        };
    }
}
