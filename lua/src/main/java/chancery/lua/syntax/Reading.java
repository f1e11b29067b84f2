package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.Name;
import chancery.lua.lexer.SyntaxLimits;
import chancery.lua.runtime.LuaString;

/// Where the parsers of one source stand: at which token, in which function, how deep.
final class Reading {
    final Lexer lexer;
    final LuaString chunk;
    FunctionScope function;
    private final Bindings bindings = new Bindings();
    private final Name environment;
    private final SyntaxLimits limits;
    private int levels;
    private int height;

    Reading(Lexer lexer, LuaString chunk, SyntaxLimits limits) {
        this.lexer = lexer;
        this.chunk = chunk;
        this.limits = limits;
        this.environment = lexer.nameOf(LuaString.of("_ENV"));
        this.function = FunctionScope.main(lexer, bindings, environment.text());
    }

    /// One level deeper in the source.
    void enter() {
        if (++levels > limits.nesting()) {
            throw new LuaSyntaxException(LuaString.of("C stack overflow"));
        }
    }

    /// Back again.
    void leave() {
        levels--;
    }

    /// Goes on with the function around.
    void leaveFunction() {
        FunctionScope outer = function.outer;
        if (outer == null) {
            throw new IllegalStateException("left the main chunk");
        }
        function = outer;
    }

    /// Begins to measure a tree; the answer is for [#close].
    int open() {
        int outer = height;
        height = 0;
        return outer;
    }

    /// What was parsed since [#open] gets a node on top.
    void deepen() {
        if (++height > limits.depth()) {
            String message = "expression too deep (limit is " + limits.depth() + ")";
            throw lexer.near(message);
        }
    }

    /// The tree is part of a larger one.
    void close(int outer) {
        height = Math.max(outer, height);
    }

    /// What a name stands for.
    Expression resolve(Name name) {
        Binding binding = bindings.find(name);
        if (binding != null) {
            return bound(binding);
        }
        if (name == environment) {
            return globals();
        }
        Binding own = bindings.find(environment);
        Expression around = own == null ? globals() : bound(own);
        return new Expression.Global(lexer.line(), around, name.text());
    }

    /// Whether nothing may be assigned to a name.
    boolean constant(Name name) {
        Binding binding = bindings.find(name);
        return binding != null && binding.constant();
    }

    private Expression globals() {
        int index = function.captureEnvironment(environment.text());
        return new Expression.Upvalue(lexer.line(), index, environment.text());
    }

    private Expression bound(Binding binding) {
        LocalVariable variable = binding.variable;
        if (variable == null) {
            return new Expression.Constant(lexer.line(), binding.value());
        }
        if (binding.owner == function) {
            return new Expression.Local(lexer.line(), variable);
        }
        int index = function.capture(variable, binding.owner);
        return new Expression.Upvalue(lexer.line(), index, variable.name());
    }

    /// Whether it is `_ENV`.
    boolean environment(Name name) {
        return name == environment;
    }
}
