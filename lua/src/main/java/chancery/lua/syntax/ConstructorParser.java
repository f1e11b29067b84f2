package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Token;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Parses table constructors.
final class ConstructorParser {
    private final Reading reading;
    private final Lexer lexer;
    private final ExpressionParser expressions;

    ConstructorParser(Reading reading, ExpressionParser expressions) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.expressions = expressions;
    }

    Expression parse() {
        int line = lexer.line();
        lexer.next();
        List<Expression.Field> fields = new ArrayList<>(2);
        Expression positional = null;
        do {
            if (lexer.token() == '}') {
                break;
            }
            store(fields, positional);
            positional = field(fields);
        } while (lexer.take(',') || lexer.take(';'));
        lexer.requireEnd('}', '{', line);
        store(fields, positional);
        reading.deepen();
        return new Expression.Constructor(line, List.copyOf(fields));
    }

    /// A value without a key is evaluated when the next field begins or the constructor ends.
    private void store(List<Expression.Field> fields, @Nullable Expression positional) {
        if (positional != null) {
            fields.add(new Expression.Positional(expressions.settled(positional)));
        }
    }

    /// Adds a field with a key; gives the value of one without.
    private @Nullable Expression field(List<Expression.Field> fields) {
        int line = lexer.line();
        if (lexer.token() == '[') {
            fields.add(keyed(expressions.bracket()));
            return null;
        }
        if (lexer.token() == Token.NAME && lexer.lookahead() == '=') {
            fields.add(keyed(new Expression.Constant(line, lexer.requireName().text())));
            return null;
        }
        return expressions.expression();
    }

    private Expression.Field keyed(Expression key) {
        lexer.require('=');
        Expression value = expressions.parse();
        return new Expression.Keyed(lexer.lastLine(), key, value);
    }
}
