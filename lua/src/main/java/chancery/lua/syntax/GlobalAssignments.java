package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names of global variables that a chunk may assign, found without running it: `name = …`,
/// `function name()`, and fields of `_G` and `_ENV` by constant keys, anywhere in the chunk.
public final class GlobalAssignments {
    private static final LuaString GLOBALS = LuaString.of("_G");
    private static final LuaString ENVIRONMENT = LuaString.of("_ENV");

    private final Set<LuaString> names = new HashSet<>();

    private GlobalAssignments() {}

    /// The names that this function and those inside it assign.
    public static Set<LuaString> of(FunctionBody main) {
        GlobalAssignments found = new GlobalAssignments();
        found.visit(main.block());
        return Set.copyOf(found.names);
    }

    private void visit(Block block) {
        block.statements().forEach(this::visit);
    }

    private void visit(Statement statement) {
        switch (statement) {
            case Statement.Assign assign -> {
                assign.targets().forEach(this::target);
                visit(assign.values());
            }
            case Statement.Declare declare -> visit(declare.values());
            case Statement.CallStatement call -> visit(call.call());
            case Statement.DeclareFunction function -> visit(function.body().block());
            case Statement.Do block -> visit(block.block());
            case Statement.While loop -> loop(loop.condition(), loop.block());
            case Statement.Repeat loop -> loop(loop.condition(), loop.block());
            case Statement.If choice -> {
                choice.clauses().forEach(clause -> loop(clause.condition(), clause.block()));
                visit(choice.otherwise());
            }
            case Statement.NumericFor loop -> {
                visit(List.of(loop.start(), loop.limit(), loop.step()));
                visit(loop.block());
            }
            case Statement.GenericFor loop -> {
                visit(loop.values());
                visit(loop.block());
            }
            case Statement.Return result -> visit(result.values());
            case Statement.Break _, Statement.Goto _, Statement.Label _ -> {}
        }
    }

    private void loop(Expression condition, Block block) {
        visit(condition);
        visit(block);
    }

    private void target(Expression target) {
        if (target instanceof Expression.Global global) {
            names.add(global.name());
        } else if (target instanceof Expression.Index index) {
            if (globals(index.object())
                    && index.key() instanceof Expression.Constant(_, LuaString name)) {
                names.add(name);
            }
            visit(target);
        }
    }

    private static boolean globals(Expression object) {
        return switch (object) {
            case Expression.Global global -> global.name().equals(GLOBALS);
            case Expression.Upvalue upvalue -> upvalue.name().equals(ENVIRONMENT);
            default -> false;
        };
    }

    private void visit(List<Expression> expressions) {
        expressions.forEach(this::visit);
    }

    private void visit(Expression expression) {
        switch (expression) {
            case Expression.Function function -> visit(function.body().block());
            case Expression.Index index -> visit(List.of(index.object(), index.key()));
            case Expression.Call call -> {
                visit(call.function());
                visit(call.arguments());
            }
            case Expression.MethodCall call -> {
                visit(call.object());
                visit(call.arguments());
            }
            case Expression.Binary binary -> visit(List.of(binary.left(), binary.right()));
            case Expression.Chain chain -> {
                visit(chain.first());
                chain.links().forEach(link -> visit(link.right()));
            }
            case Expression.And and -> visit(and.operands());
            case Expression.Or or -> visit(or.operands());
            case Expression.Unary unary -> visit(unary.operand());
            case Expression.Parenthesised inner -> visit(inner.inner());
            case Expression.Constructor constructor -> constructor.fields().forEach(this::visit);
            case Expression.Constant _,
                    Expression.Vararg _,
                    Expression.Local _,
                    Expression.Upvalue _,
                    Expression.Global _ -> {}
        }
    }

    private void visit(Expression.Field field) {
        if (field instanceof Expression.Keyed keyed) {
            visit(keyed.key());
        }
        visit(field.value());
    }
}
