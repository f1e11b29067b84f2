package chancery.lua.syntax;

import chancery.lua.lexer.Name;

import java.util.List;

/// A `goto` whose label was not met yet, or a `break` outside of loops.
final class Jump {
    final Name name;
    final int line;
    final int order;

    /// Variables in scope; at the end of each block that is left, what is left of them.
    int variables;

    private final List<Statement> statements;
    private final int place;

    /// Leaves a place in the statements for itself.
    Jump(Name name, int line, int order, int variables, List<Statement> statements) {
        this.name = name;
        this.line = line;
        this.order = order;
        this.variables = variables;
        this.statements = statements;
        this.place = statements.size();
        statements.add(new Statement.Break(line));
    }

    void resolve(Statement.Label label) {
        statements.set(place, new Statement.Goto(line, label));
    }
}
