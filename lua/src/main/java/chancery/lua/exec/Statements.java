package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.exec.Assignments.Variable.Kind;
import chancery.lua.runtime.LuaString;
import chancery.lua.syntax.Block;
import chancery.lua.syntax.Expression;
import chancery.lua.syntax.LocalVariable;
import chancery.lua.syntax.Statement;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Makes the nodes of statements.
final class Statements {
    private static final Node NOTHING = new Variables.Constant(NIL);

    private final Lowering lowering;

    Statements(Lowering lowering) {
        this.lowering = lowering;
    }

    Command block(Block block) {
        return rest(block, 0, null);
    }

    /// The statements of a block from an index on. A variable to be closed has the statements
    /// behind it as its scope.
    private Command rest(Block block, int from, @Nullable Command last) {
        List<Command> commands = new ArrayList<>();
        List<Statement.Label> labels = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Statement> statements = block.statements();
        int closed = -1;
        for (int i = from; i < statements.size() && closed < 0; i++) {
            Statement statement = statements.get(i);
            if (statement instanceof Statement.Label label) {
                labels.add(label);
                places.add(commands.size());
            } else if (block.closes() && closing(statement) != null) {
                commands.add(closed(block, i, last));
                closed = i;
            } else {
                commands.add(command(statement));
            }
        }
        if (last != null && closed < 0) {
            commands.add(last);
        }
        if (last == null && closed >= 0) {
            for (Statement.Label label : atTheEnd(statements, closed)) {
                labels.add(label);
                places.add(commands.size());
            }
        }
        if (labels.isEmpty()) {
            return Blocks.of(commands);
        }
        return new Blocks.Labelled(
                commands.toArray(Command[]::new),
                labels.toArray(Statement.Label[]::new),
                places.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Labels behind which nothing comes: a jump to one leaves the scope of all variables, so that
    /// it may pass the declaration of one that is to be closed.
    private static List<Statement.Label> atTheEnd(List<Statement> statements, int after) {
        List<Statement.Label> labels = new ArrayList<>();
        int at = statements.size() - 1;
        while (at > after && statements.get(at) instanceof Statement.Label label) {
            labels.add(label);
            at--;
        }
        return labels;
    }

    /// The variable of a declaration that is to be closed.
    private static @Nullable LocalVariable closing(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            for (LocalVariable variable : declare.variables()) {
                if (variable.attribute() == LocalVariable.Attribute.TO_BE_CLOSED) {
                    return variable;
                }
            }
        }
        return null;
    }

    private Command closed(Block block, int index, @Nullable Command last) {
        Statement.Declare declare = (Statement.Declare) block.statements().get(index);
        LocalVariable variable = closing(declare);
        if (variable == null) {
            throw new IllegalStateException("nothing to close");
        }
        Closing.Scope scope =
                new Closing.Scope(variable.name().toString(), declare.line(), block.lastLine());
        Command after = rest(block, index + 1, last);
        return new Closing.Variable(
                declare(declare),
                lowering.node(new Expression.Local(declare.line(), variable)),
                scope,
                after);
    }

    private Command command(Statement statement) {
        return switch (statement) {
            case Statement.Declare declare -> declare(declare);
            case Statement.Assign assign -> assign(assign);
            case Statement.CallStatement call -> new Blocks.Dropped(lowering.node(call.call()));
            case Statement.DeclareFunction function -> declareFunction(function);
            case Statement.Do inner -> block(inner.block());
            case Statement.While loop ->
                    new Loops.While(lowering.node(loop.condition()), block(loop.block()));
            case Statement.Repeat loop ->
                    new Loops.Repeat(
                            rest(
                                    loop.block(),
                                    0,
                                    new Loops.Until(lowering.node(loop.condition()))));
            case Statement.If choice -> choice(choice);
            case Statement.NumericFor loop -> numeric(loop);
            case Statement.GenericFor loop -> generic(loop);
            case Statement.Return returned -> returned(returned);
            case Statement.Break _ -> new Blocks.Jump(Command.BREAK);
            case Statement.Goto jump -> new Blocks.Jump(jump.target());
            case Statement.Label _ -> throw new IllegalStateException("a label is no command");
        };
    }

    private Command declare(Statement.Declare declare) {
        List<LocalVariable> variables = declare.variables();
        List<Expression> values = declare.values();
        if (variables.isEmpty()) {
            return Blocks.of(List.of());
        }
        if (variables.size() == 1 && values.size() <= 1) {
            Node value = values.isEmpty() ? NOTHING : lowering.node(values.getFirst());
            LocalVariable variable = variables.getFirst();
            return variable.captured()
                    ? new Assignments.DeclareShared(variable.slot(), value)
                    : new Assignments.SetLocal(variable.slot(), value);
        }
        Assignments.Target[] targets =
                variables.stream().map(Statements::declared).toArray(Assignments.Target[]::new);
        return new Assignments.Several(targets, lowering.nodes(values));
    }

    private static Assignments.Target declared(LocalVariable variable) {
        Kind kind = variable.captured() ? Kind.NEW_SHARED : Kind.LOCAL;
        return new Assignments.Variable(kind, variable.slot());
    }

    private Command declareFunction(Statement.DeclareFunction declared) {
        Node function = new Variables.Function(lowering.function(declared.body()));
        int slot = declared.variable().slot();
        return declared.variable().captured()
                ? new Assignments.DeclareFunction(slot, function)
                : new Assignments.SetLocal(slot, function);
    }

    private Command assign(Statement.Assign assign) {
        List<Expression> targets = assign.targets();
        if (targets.size() == 1 && assign.values().size() == 1) {
            Node value = lowering.node(assign.values().getFirst());
            return assign(targets.getFirst(), value, assign.line());
        }
        Assignments.Target[] all =
                targets.stream()
                        .map(target -> target(target, assign.line()))
                        .toArray(Assignments.Target[]::new);
        return new Assignments.Several(all, lowering.nodes(assign.values()));
    }

    private Command assign(Expression target, Node value, int line) {
        return switch (target) {
            case Expression.Local local ->
                    local.variable().captured()
                            ? new Assignments.SetShared(local.variable().slot(), value)
                            : new Assignments.SetLocal(local.variable().slot(), value);
            case Expression.Upvalue upvalue -> new Assignments.SetUpvalue(upvalue.index(), value);
            case Expression.Global global ->
                    new Assignments.SetNamed(
                            lowering.node(global.environment()), global.name(), value, line);
            case Expression.Index index -> assignField(index, value, line);
            default -> throw new IllegalStateException("not to be assigned: " + target);
        };
    }

    private Command assignField(Expression.Index index, Node value, int line) {
        Node object = lowering.node(index.object());
        return index.key() instanceof Expression.Constant constant
                        && constant.value() instanceof LuaString name
                ? new Assignments.SetNamed(object, name, value, line)
                : new Assignments.SetIndexed(object, lowering.node(index.key()), value, line);
    }

    private Assignments.Target target(Expression target, int line) {
        return switch (target) {
            case Expression.Local local ->
                    new Assignments.Variable(
                            local.variable().captured() ? Kind.SHARED : Kind.LOCAL,
                            local.variable().slot());
            case Expression.Upvalue upvalue ->
                    new Assignments.Variable(Kind.UPVALUE, upvalue.index());
            case Expression.Global global ->
                    new Assignments.Field(
                            lowering.node(global.environment()),
                            new Variables.Constant(global.name()),
                            line);
            case Expression.Index index ->
                    new Assignments.Field(
                            lowering.node(index.object()), lowering.node(index.key()), line);
            default -> throw new IllegalStateException("not to be assigned: " + target);
        };
    }

    private Command choice(Statement.If choice) {
        List<Statement.Clause> clauses = choice.clauses();
        if (clauses.size() == 1 && choice.otherwise().statements().isEmpty()) {
            Statement.Clause only = clauses.getFirst();
            return new Blocks.If(lowering.node(only.condition()), block(only.block()));
        }
        Node[] conditions = new Node[clauses.size()];
        Command[] blocks = new Command[clauses.size()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = lowering.node(clauses.get(i).condition());
            blocks[i] = block(clauses.get(i).block());
        }
        return new Blocks.Choice(conditions, blocks, block(choice.otherwise()));
    }

    private Command numeric(Statement.NumericFor loop) {
        Loops.Range range =
                new Loops.Range(
                        loop.line(),
                        loop.variable().slot(),
                        loop.variable().captured(),
                        lowering.node(loop.start()),
                        lowering.node(loop.limit()),
                        lowering.node(loop.step()));
        return new Loops.Numeric(range, block(loop.block()));
    }

    private Command generic(Statement.GenericFor loop) {
        List<LocalVariable> variables = loop.variables();
        Assignments.Target[] targets =
                variables.stream().map(Statements::declared).toArray(Assignments.Target[]::new);
        Walks.Header header =
                new Walks.Header(loop.line(), loop.doLine(), loop.block().lastLine(), targets);
        boolean plain =
                variables.size() <= 2 && variables.stream().noneMatch(LocalVariable::captured);
        int key = plain ? variables.getFirst().slot() : -1;
        int value = plain && variables.size() == 2 ? variables.get(1).slot() : -1;
        return new Walks.Generic(
                header, lowering.nodes(loop.values()), block(loop.block()), key, value);
    }

    private Command returned(Statement.Return returned) {
        List<Expression> values = returned.values();
        if (values.size() != 1) {
            return new Blocks.ReturnMany(lowering.nodes(values));
        }
        Node value = lowering.node(values.getFirst());
        return returned.tail() && value instanceof Calls.Call call
                ? new Blocks.ReturnCall(call)
                : new Blocks.Return(value);
    }
}
