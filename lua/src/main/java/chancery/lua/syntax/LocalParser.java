package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;
import chancery.lua.syntax.LocalVariable.Attribute;

import java.util.ArrayList;
import java.util.List;

/// Parses declarations that begin with `local`.
final class LocalParser {
    private final Reading reading;
    private final Lexer lexer;
    private final ExpressionParser expressions;
    private final FunctionParser functions;

    LocalParser(Reading reading, ExpressionParser expressions, FunctionParser functions) {
        this.reading = reading;
        this.lexer = reading.lexer;
        this.expressions = expressions;
        this.functions = functions;
    }

    /// Adds the declaration to the block that is open.
    void parse() {
        lexer.next();
        if (lexer.take(Token.FUNCTION)) {
            function();
        } else {
            variables();
        }
    }

    private void function() {
        Name name = lexer.requireName();
        FunctionScope function = reading.function;
        function.reserve(1);
        LocalVariable variable = function.declare(name, Attribute.REGULAR);
        int line = lexer.line();
        Expression.Function body = functions.named(name.text().toString(), line);
        function.block().statements.add(new Statement.DeclareFunction(line, variable, body.body()));
    }

    private void variables() {
        List<Name> names = new ArrayList<>(1);
        List<Attribute> attributes = new ArrayList<>(1);
        do {
            names.add(lexer.requireName());
            reading.function.reserve(1);
            Attribute attribute = attribute();
            if (attribute == Attribute.TO_BE_CLOSED && attributes.contains(attribute)) {
                throw lexer.error("multiple to-be-closed variables in local list");
            }
            attributes.add(attribute);
        } while (lexer.take(','));
        List<Expression> values = lexer.take('=') ? expressions.settledList() : List.of();
        declare(names, attributes, values);
    }

    private Attribute attribute() {
        if (!lexer.take('<')) {
            return Attribute.REGULAR;
        }
        String attribute = lexer.requireName().text().toString();
        lexer.require('>');
        return switch (attribute) {
            case "const" -> Attribute.CONSTANT;
            case "close" -> Attribute.TO_BE_CLOSED;
            default -> throw lexer.error("unknown attribute '" + attribute + "'");
        };
    }

    private void declare(List<Name> names, List<Attribute> attributes, List<Expression> values) {
        int last = names.size() - 1;
        boolean constant =
                values.size() == names.size()
                        && attributes.get(last) == Attribute.CONSTANT
                        && values.get(last) instanceof Expression.Constant
                        && !reading.environment(names.get(last));
        int count = constant ? last : names.size();
        FunctionScope function = reading.function;
        List<LocalVariable> variables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            variables.add(function.declare(names.get(i), attributes.get(i)));
        }
        if (constant && values.get(last) instanceof Expression.Constant(_, Object value)) {
            function.declareConstant(names.get(last), value);
        }
        if (attributes.contains(Attribute.TO_BE_CLOSED)) {
            function.block().close();
        }
        if (count > 0) {
            List<Expression> kept = constant ? values.subList(0, count) : values;
            function.block()
                    .statements
                    .add(
                            new Statement.Declare(
                                    lexer.lastLine(), List.copyOf(variables), List.copyOf(kept)));
        }
    }
}
