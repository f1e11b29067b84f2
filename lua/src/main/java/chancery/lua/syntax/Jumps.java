package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.Token;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The labels of a function that are visible, and the jumps that wait for one.
final class Jumps {
    private final Lexer lexer;
    private final Map<Name, Statement.Label> labels = new HashMap<>(0);
    private int count;

    Jumps(Lexer lexer) {
        this.lexer = lexer;
    }

    /// A `goto` here.
    void jump(Name name, int line, FunctionScope function) {
        BlockScope block = function.block();
        Statement.Label label = labels.get(name);
        if (label != null) {
            block.statements.add(new Statement.Goto(line, label));
            return;
        }
        await(name, line, function);
    }

    /// A jump whose label is not known yet.
    void await(Name name, int line, FunctionScope function) {
        BlockScope block = function.block();
        block.await(new Jump(name, line, count++, function.variables(), block.statements));
    }

    void requireNew(Name name) {
        Statement.Label label = labels.get(name);
        if (label != null) {
            throw lexer.error(
                    "label '" + name.text() + "' already defined on line " + label.line());
        }
    }

    /// A label here, before which so many variables are in scope.
    void declare(Name name, Statement.Label label, int variables, FunctionScope function) {
        BlockScope block = function.block();
        for (Jump jump : block.awaiting(name)) {
            if (jump.variables < variables) {
                throw lexer.error(
                        "<goto %s> at line %d jumps into the scope of local '%s'"
                                .formatted(
                                        name.text(), jump.line, function.variable(jump.variables)));
            }
            jump.resolve(label);
        }
        labels.put(name, label);
        block.declare(name);
    }

    /// The labels of a block are no longer visible; what waits goes on in the block around.
    void leave(BlockScope block) {
        for (Name label : block.labels()) {
            labels.remove(label);
        }
        BlockScope outer = block.outer;
        if (outer == null) {
            requireNone(block);
            return;
        }
        outer.adopt(block);
    }

    private void requireNone(BlockScope block) {
        @Nullable Jump first = null;
        for (List<Jump> waiting : block.awaiting()) {
            Jump candidate = waiting.getFirst();
            if (first == null || candidate.order < first.order) {
                first = candidate;
            }
        }
        if (first != null) {
            throw lexer.error(
                    first.name.token() == Token.BREAK
                            ? "break outside loop at line " + first.line
                            : "no visible label '%s' for <goto> at line %d"
                                    .formatted(first.name.text(), first.line));
        }
    }
}
