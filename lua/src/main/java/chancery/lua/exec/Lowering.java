package chancery.lua.exec;

import chancery.lua.syntax.Block;
import chancery.lua.syntax.Expression;
import chancery.lua.syntax.FunctionBody;
import chancery.lua.syntax.LocalVariable;
import chancery.lua.syntax.UpvalueSource;

import java.util.List;

/// Makes the nodes of a function from its tree.
final class Lowering {
    final String chunk;
    private final Expressions expressions = new Expressions(this);
    private final Statements statements = new Statements(this);

    /// Levels of nodes that are being made, in the function that is being made.
    private int level;

    /// The most of them so far.
    private int height;

    Lowering(String chunk) {
        this.chunk = chunk;
    }

    /// A function, and those inside it.
    Closure.Prototype function(FunctionBody body) {
        List<LocalVariable> parameters = body.parameters();
        Closure.Prototype.Shape shape =
                new Closure.Prototype.Shape(
                        chunk, body.name(), parameters.size(), body.vararg(), body.slots());
        int[] cells =
                parameters.stream()
                        .filter(LocalVariable::captured)
                        .mapToInt(LocalVariable::slot)
                        .toArray();
        int[] sources = body.upvalues().stream().mapToInt(Lowering::source).toArray();
        return new Closure.Prototype(shape, cells, sources, tree(body.block()));
    }

    private Closure.Prototype.Tree tree(Block block) {
        int outerLevel = level;
        int outerHeight = height;
        level = 0;
        height = 0;
        Command command = block(block);
        Closure.Prototype.Tree tree = new Closure.Prototype.Tree(command, height);
        level = outerLevel;
        height = outerHeight;
        return tree;
    }

    Command block(Block block) {
        deeper();
        Command command = statements.block(block);
        level--;
        return command;
    }

    Node node(Expression expression) {
        deeper();
        Node node = expressions.node(expression);
        level--;
        return node;
    }

    private void deeper() {
        level++;
        height = Math.max(height, level);
    }

    Node[] nodes(List<? extends Expression> list) {
        Node[] nodes = new Node[list.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = node(list.get(i));
        }
        return nodes;
    }

    private static int source(UpvalueSource source) {
        return switch (source) {
            case UpvalueSource.OfLocal local -> local.variable().slot();
            case UpvalueSource.OfUpvalue upvalue -> ~upvalue.index();
            case UpvalueSource.Environment _ -> 0;
        };
    }
}
