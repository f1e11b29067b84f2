package chancery.lua;

import chancery.lua.runtime.LuaString;
import chancery.lua.syntax.Block;
import chancery.lua.syntax.Expression;
import chancery.lua.syntax.FunctionBody;
import chancery.lua.syntax.Statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The functions of a chunk that return one global variable and nothing else, found without running
/// it: `function name() … return variable end` at the top, where every other `return` of that
/// function names the same variable.
final class PlainReturns {
    private final List<Statement.Return> found = new ArrayList<>();

    private PlainReturns() {}

    /// Names of global functions and of the global variables that they return. A function that is
    /// assigned twice is not among them.
    static Map<LuaString, LuaString> of(FunctionBody main) {
        Map<LuaString, LuaString> returned = new HashMap<>();
        Set<LuaString> seen = new HashSet<>();
        for (Statement statement : main.block().statements()) {
            if (statement instanceof Statement.Assign(_, var targets, var values)
                    && targets.getFirst() instanceof Expression.Global function
                    && values.getFirst() instanceof Expression.Function value) {
                returned.remove(function.name());
                if (seen.add(function.name())) {
                    of(value.body().block()).ifPresent(name -> returned.put(function.name(), name));
                }
            }
        }
        return Map.copyOf(returned);
    }

    private static Optional<LuaString> of(Block body) {
        PlainReturns returns = new PlainReturns();
        returns.visit(body);
        if (body.statements().isEmpty()
                || !(body.statements().getLast() instanceof Statement.Return last)) {
            return Optional.empty();
        }
        Optional<LuaString> name = global(last);
        boolean same = returns.found.stream().allMatch(other -> global(other).equals(name));
        return same ? name : Optional.empty();
    }

    private static Optional<LuaString> global(Statement.Return statement) {
        return statement.values().size() == 1
                        && statement.values().getFirst() instanceof Expression.Global global
                ? Optional.of(global.name())
                : Optional.empty();
    }

    private void visit(Block block) {
        block.statements().forEach(this::visit);
    }

    /// Functions inside are not looked into: what they return is theirs.
    private void visit(Statement statement) {
        switch (statement) {
            case Statement.Return result -> found.add(result);
            case Statement.Do inner -> visit(inner.block());
            case Statement.While loop -> visit(loop.block());
            case Statement.Repeat loop -> visit(loop.block());
            case Statement.NumericFor loop -> visit(loop.block());
            case Statement.GenericFor loop -> visit(loop.block());
            case Statement.If choice -> {
                choice.clauses().forEach(clause -> visit(clause.block()));
                visit(choice.otherwise());
            }
            case Statement.Assign _,
                    Statement.Declare _,
                    Statement.DeclareFunction _,
                    Statement.CallStatement _,
                    Statement.Break _,
                    Statement.Goto _,
                    Statement.Label _ -> {}
        }
    }
}
