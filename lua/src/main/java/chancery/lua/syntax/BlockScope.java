package chancery.lua.syntax;

import chancery.lua.lexer.Name;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A block being parsed.
final class BlockScope {
    final @Nullable BlockScope outer;
    final boolean loop;

    /// Variables of the function that are older than the block.
    final int variables;

    final List<Statement> statements = new ArrayList<>(4);
    private final List<Name> labels = new ArrayList<>(0);
    private Map<Name, List<Jump>> jumps = Map.of();
    private boolean closes;
    private boolean closing;

    BlockScope(@Nullable BlockScope outer, boolean loop, int variables) {
        this.outer = outer;
        this.loop = loop;
        this.variables = variables;
        this.closing = outer != null && outer.closing;
    }

    /// A variable that is to be closed was declared in it.
    void close() {
        closes = true;
        closing = true;
    }

    /// What it iterates with is to be closed.
    void closeIterator() {
        closing = true;
    }

    /// Whether a variable of it or around it is to be closed.
    boolean closing() {
        return closing;
    }

    void declare(Name label) {
        labels.add(label);
    }

    List<Name> labels() {
        return labels;
    }

    /// Remembers a jump whose label comes later, in it or in a block around it.
    void await(Jump jump) {
        if (jumps.isEmpty()) {
            jumps = new HashMap<>();
        }
        jumps.computeIfAbsent(jump.name, _ -> new ArrayList<>(1)).add(jump);
    }

    /// Takes over what still waits in a block inside, all of which stands behind what waits here.
    void adopt(BlockScope inner) {
        for (List<Jump> waiting : inner.jumps.values()) {
            for (Jump jump : waiting) {
                jump.variables = inner.variables;
            }
        }
        if (jumps.size() < inner.jumps.size()) {
            Map<Name, List<Jump>> own = jumps;
            jumps = inner.jumps;
            own.forEach((name, waiting) -> jumps.merge(name, waiting, BlockScope::after));
        } else {
            inner.jumps.forEach((name, waiting) -> jumps.merge(name, waiting, BlockScope::before));
        }
    }

    private static List<Jump> before(List<Jump> earlier, List<Jump> later) {
        earlier.addAll(later);
        return earlier;
    }

    private static List<Jump> after(List<Jump> later, List<Jump> earlier) {
        return before(earlier, later);
    }

    /// The jumps that waited for a label.
    List<Jump> awaiting(Name label) {
        List<Jump> found = jumps.isEmpty() ? null : jumps.remove(label);
        return found == null ? List.of() : found;
    }

    /// All that still wait.
    Iterable<List<Jump>> awaiting() {
        return jumps.values();
    }

    /// The block as parsed; statements that wait for their label may still be replaced.
    Block finish(int lastLine) {
        if (statements.isEmpty()) {
            return new Block(List.of(), closes, lastLine);
        }
        if (jumps.isEmpty()) {
            return new Block(List.copyOf(statements), closes, lastLine);
        }
        return new Block(Collections.unmodifiableList(statements), closes, lastLine);
    }
}
