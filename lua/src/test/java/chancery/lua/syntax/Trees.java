package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

import java.util.List;
import java.util.stream.Collectors;

/// Trees as text: operators and statements before their parts, in parentheses.
final class Trees {
    private Trees() {}

    static String of(String source) {
        return of(Sources.parse(source).block());
    }

    static String of(Block block) {
        return block.statements().stream().map(Trees::of).collect(Collectors.joining(" "));
    }

    static String of(Statement statement) {
        return switch (statement) {
            case Statement.Declare s ->
                    "(local " + variables(s.variables()) + each(s.values()) + ")";
            case Statement.Assign s -> "(set" + each(s.targets()) + " =" + each(s.values()) + ")";
            case Statement.CallStatement s -> of(s.call());
            case Statement.DeclareFunction s ->
                    "(local-function " + variable(s.variable()) + " " + of(s.body()) + ")";
            case Statement.Do s -> "(do " + of(s.block()) + ")";
            case Statement.While s -> "(while " + of(s.condition()) + " " + of(s.block()) + ")";
            case Statement.Repeat s -> "(repeat " + of(s.block()) + " " + of(s.condition()) + ")";
            case Statement.If s -> "(if" + clauses(s) + " else " + of(s.otherwise()) + ")";
            case Statement.NumericFor s -> numericFor(s);
            case Statement.GenericFor s ->
                    "(for "
                            + variables(s.variables())
                            + " in"
                            + each(s.values())
                            + " "
                            + of(s.block())
                            + ")";
            case Statement.Return s ->
                    "(return" + (s.tail() ? "-call" : "") + each(s.values()) + ")";
            case Statement.Break _ -> "(break)";
            case Statement.Goto s -> "(goto " + s.target().name() + "@" + s.target().line() + ")";
            case Statement.Label s -> "(label " + s.name() + ")";
        };
    }

    static String of(Expression expression) {
        return switch (expression) {
            case Expression.Constant e -> constant(e.value());
            case Expression.Vararg _ -> "...";
            case Expression.Local e -> variable(e.variable());
            case Expression.Upvalue e -> "^" + e.index() + e.name();
            case Expression.Global e -> of(e.environment()) + "." + e.name();
            case Expression.Index e -> of(e.object()) + "[" + of(e.key()) + "]";
            case Expression.Call e -> "(call " + of(e.function()) + each(e.arguments()) + ")";
            case Expression.MethodCall e ->
                    "(call " + of(e.object()) + ":" + e.name() + each(e.arguments()) + ")";
            case Expression.Function e -> of(e.body());
            case Expression.Binary e ->
                    "(" + e.operator() + " " + of(e.left()) + " " + of(e.right()) + ")";
            case Expression.Chain e -> "(chain " + of(e.first()) + links(e) + ")";
            case Expression.And e -> "(and" + each(e.operands()) + ")";
            case Expression.Or e -> "(or" + each(e.operands()) + ")";
            case Expression.Unary e -> "(" + e.operator() + " " + of(e.operand()) + ")";
            case Expression.Parenthesised e -> "(one " + of(e.inner()) + ")";
            case Expression.Constructor e -> "{" + fields(e) + "}";
        };
    }

    static String of(FunctionBody body) {
        String parameters = variables(body.parameters()) + (body.vararg() ? " ..." : "");
        return "(function [" + parameters + "] " + of(body.block()) + ")";
    }

    private static String numericFor(Statement.NumericFor loop) {
        List<Expression> range = List.of(loop.start(), loop.limit(), loop.step());
        return "(for "
                + variable(loop.variable())
                + " ="
                + each(range)
                + " "
                + of(loop.block())
                + ")";
    }

    private static String clauses(Statement.If branches) {
        return branches.clauses().stream()
                .map(clause -> " " + of(clause.condition()) + " then " + of(clause.block()))
                .collect(Collectors.joining());
    }

    private static String links(Expression.Chain chain) {
        return chain.links().stream()
                .map(link -> " " + link.operator() + " " + of(link.right()))
                .collect(Collectors.joining());
    }

    private static String fields(Expression.Constructor constructor) {
        return constructor.fields().stream()
                .map(
                        field ->
                                switch (field) {
                                    case Expression.Positional f -> of(f.value());
                                    case Expression.Keyed f -> of(f.key()) + "=" + of(f.value());
                                })
                .collect(Collectors.joining(" "));
    }

    private static String each(List<? extends Expression> all) {
        return all.stream().map(one -> " " + of(one)).collect(Collectors.joining());
    }

    private static String variables(List<LocalVariable> all) {
        return all.stream().map(Trees::variable).collect(Collectors.joining(" "));
    }

    /// With its slot; a star when it is captured.
    private static String variable(LocalVariable variable) {
        return variable.name() + "" + variable.slot() + (variable.captured() ? "*" : "");
    }

    private static String constant(Object value) {
        return value instanceof LuaString text ? "'" + text + "'" : value.toString();
    }
}
