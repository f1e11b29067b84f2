package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Values;
import chancery.lua.syntax.BinaryOperator;
import chancery.lua.syntax.Expression;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Makes the nodes of expressions.
final class Expressions {
    /// Stands for what was computed so far: messages have no name for it.
    private static final Node NAMELESS = new Variables.Constant(NIL);

    private final Lowering lowering;

    Expressions(Lowering lowering) {
        this.lowering = lowering;
    }

    Node node(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> new Variables.Constant(constant.value());
            case Expression.Vararg _ -> new Variables.Vararg();
            case Expression.Local local -> local(local);
            case Expression.Upvalue upvalue ->
                    new Variables.Upvalue(upvalue.index(), upvalue.name().toString());
            case Expression.Global global -> global(global);
            case Expression.Index index -> index(index);
            case Expression.Call call ->
                    Calls.of(
                            lowering.node(call.function()),
                            lowering.nodes(call.arguments()),
                            call.line());
            case Expression.MethodCall call -> method(call);
            case Expression.Function function ->
                    new Variables.Function(lowering.function(function.body()));
            case Expression.Binary binary -> binary(binary);
            case Expression.Chain chain -> chain(chain);
            case Expression.And and -> and(and);
            case Expression.Or or -> or(or);
            case Expression.Unary unary -> unary(unary);
            case Expression.Parenthesised inner ->
                    new Variables.Single(lowering.node(inner.inner()));
            case Expression.Constructor constructor -> constructor(constructor);
        };
    }

    private Node and(Expression.And and) {
        List<Expression> open = undecided(and.operands(), true);
        return named(open) ? lowering.node(open.getFirst()) : new Conditions.And(nodes(open));
    }

    private Node or(Expression.Or or) {
        List<Expression> open = undecided(or.operands(), false);
        return named(open) ? lowering.node(open.getFirst()) : new Conditions.Or(nodes(open));
    }

    private Node[] nodes(List<Expression> expressions) {
        return lowering.nodes(expressions);
    }

    /// Operands without those that are constants and never the answer.
    private static List<Expression> undecided(List<Expression> operands, boolean passed) {
        List<Expression> open = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            boolean last = i == operands.size() - 1;
            if (last
                    || !(operands.get(i) instanceof Expression.Constant constant)
                    || Values.truth(constant.value()) != passed) {
                open.add(operands.get(i));
            }
        }
        return open;
    }

    /// Whether one operand is left that has a single value: messages know it by its name.
    private static boolean named(List<Expression> open) {
        return open.size() == 1
                && !(open.getFirst() instanceof Expression.Call)
                && !(open.getFirst() instanceof Expression.MethodCall)
                && !(open.getFirst() instanceof Expression.Vararg);
    }

    private static Node local(Expression.Local local) {
        String name = local.variable().name().toString();
        int slot = local.variable().slot();
        return local.variable().captured()
                ? new Variables.Shared(slot, name)
                : new Variables.Local(slot, name);
    }

    private Node global(Expression.Global global) {
        if (global.environment() instanceof Expression.Upvalue upvalue) {
            return new Variables.Global(upvalue.index(), global.name(), global.line());
        }
        return new Fields.Named(
                lowering.node(global.environment()), global.name(), global.line(), "global");
    }

    private Node index(Expression.Index index) {
        Node object = lowering.node(index.object());
        if (index.key() instanceof Expression.Constant constant
                && constant.value() instanceof LuaString name) {
            return new Fields.Named(object, name, index.line(), "field");
        }
        return new Fields.Indexed(object, lowering.node(index.key()), index.line());
    }

    private Node method(Expression.MethodCall call) {
        Methods.Target target =
                new Methods.Target(lowering.node(call.object()), call.name(), call.nameLine());
        return Methods.of(target, lowering.nodes(call.arguments()), call.line());
    }

    private Node unary(Expression.Unary unary) {
        Node operand = lowering.node(unary.operand());
        Operands.Place place = new Operands.Place(unary.line(), operand, operand);
        return switch (unary.operator()) {
            case NEGATE -> new Operations.Negate(place);
            case BIT_NOT -> new Operations.BitNot(place);
            case NOT -> new Conditions.Not(operand);
            case LENGTH -> new Texts.Length(operand, unary.line());
        };
    }

    private Node binary(Expression.Binary binary) {
        if (binary.operator() == BinaryOperator.CONCATENATE) {
            return concatenation(binary);
        }
        Node left = lowering.node(binary.left());
        return binary(binary.operator(), binary.line(), left, lowering.node(binary.right()));
    }

    private static Node binary(BinaryOperator operator, int line, Node left, Node right) {
        Operands.Place place = new Operands.Place(line, left, right);
        return switch (operator) {
            case EQUAL -> new Conditions.Equal(place);
            case UNEQUAL -> new Conditions.Unequal(place);
            case LESS -> new Conditions.Less(place);
            case LESS_OR_EQUAL -> new Conditions.LessOrEqual(place);
            case GREATER -> new Conditions.Greater(place);
            case GREATER_OR_EQUAL -> new Conditions.GreaterOrEqual(place);
            default -> Operations.of(Operator.of(operator), place);
        };
    }

    /// All operands of `a .. b .. c`, which groups to the right, in one node.
    private Node concatenation(Expression.Binary first) {
        List<Node> operands = new ArrayList<>();
        Expression at = first;
        while (at instanceof Expression.Binary binary
                && binary.operator() == BinaryOperator.CONCATENATE) {
            operands.add(lowering.node(binary.left()));
            at = binary.right();
        }
        operands.add(lowering.node(at));
        return new Texts.Concatenate(operands.toArray(Node[]::new), first.line());
    }

    private Node chain(Expression.Chain chain) {
        List<Expression.Link> links = chain.links();
        BinaryOperator[] operators = new BinaryOperator[links.size()];
        Operands.Place[] places = new Operands.Place[links.size()];
        Node first = lowering.node(chain.first());
        Node left = first;
        for (int i = 0; i < places.length; i++) {
            Expression.Link link = links.get(i);
            operators[i] = link.operator();
            places[i] = new Operands.Place(link.line(), left, lowering.node(link.right()));
            left = NAMELESS;
        }
        return new Operations.Chain(first, operators, places);
    }

    private Node constructor(Expression.Constructor constructor) {
        List<Expression.Field> fields = constructor.fields();
        if (fields.isEmpty()) {
            return new Lists.Empty();
        }
        Node[] values = new Node[fields.size()];
        @Nullable Node[] keys = new Node[fields.size()];
        LuaString[] names = new LuaString[fields.size()];
        int listed = 0;
        int named = 0;
        int line = constructor.line();
        for (int i = 0; i < values.length; i++) {
            switch (fields.get(i)) {
                case Expression.Positional positional -> {
                    listed++;
                    values[i] = lowering.node(positional.value());
                }
                case Expression.Keyed keyed -> {
                    line = keyed.line();
                    keys[i] = lowering.node(keyed.key());
                    values[i] = lowering.node(keyed.value());
                    if (keyed.key() instanceof Expression.Constant constant
                            && constant.value() instanceof LuaString name) {
                        names[named++] = name;
                    }
                }
            }
        }
        if (listed == values.length) {
            return new Lists.Listed(values);
        }
        return named == values.length
                ? new Lists.Named(names, values)
                : new Lists.Mixed(keys, values, line);
    }
}
