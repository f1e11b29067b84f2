package chancery.lua.syntax;

import chancery.lua.lexer.Name;

import org.jspecify.annotations.Nullable;

/// A variable in scope, or a constant that stands for its value.
final class Binding {
    final Name name;
    final FunctionScope owner;
    final @Nullable LocalVariable variable;
    final @Nullable Binding hidden;
    private final @Nullable Object constant;

    Binding(
            Name name,
            FunctionScope owner,
            @Nullable Binding hidden,
            @Nullable LocalVariable variable,
            @Nullable Object constant) {
        this.name = name;
        this.owner = owner;
        this.variable = variable;
        this.constant = constant;
        this.hidden = hidden;
    }

    /// What it stands for when it is no variable.
    Object value() {
        if (constant == null) {
            throw new IllegalStateException("a variable: " + name.text());
        }
        return constant;
    }

    /// Whether nothing may be assigned to it.
    boolean constant() {
        return variable == null || variable.attribute() != LocalVariable.Attribute.REGULAR;
    }
}
