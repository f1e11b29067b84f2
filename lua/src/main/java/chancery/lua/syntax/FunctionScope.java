package chancery.lua.syntax;

import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.Name;
import chancery.lua.runtime.LuaString;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// A function being parsed: its variables, blocks and captured variables.
final class FunctionScope {
    private static final int LOCALS_MAX = 200;
    private static final int UPVALUES_MAX = 255;

    /// Key of the globals among captured variables.
    private static final Object ENVIRONMENT = new Object();

    final @Nullable FunctionScope outer;
    final int line;
    final Jumps jumps;
    boolean vararg;
    private final Lexer lexer;
    private final Bindings bindings;

    /// Null where the language keeps a value of its own.
    private final List<@Nullable Binding> variables = new ArrayList<>();

    private final List<UpvalueSource> upvalues = new ArrayList<>(2);
    private final IdentityHashMap<Object, Integer> captured = new IdentityHashMap<>(4);
    private @Nullable BlockScope block;
    private int reserved;
    private int slots;
    private int slotsMax;

    private FunctionScope(Lexer lexer, Bindings bindings, @Nullable FunctionScope outer, int line) {
        this.lexer = lexer;
        this.bindings = bindings;
        this.outer = outer;
        this.line = line;
        this.jumps = new Jumps(lexer);
    }

    /// A main chunk, whose only captured variable are the globals.
    static FunctionScope main(Lexer lexer, Bindings bindings, LuaString environment) {
        FunctionScope main = new FunctionScope(lexer, bindings, null, 0);
        main.vararg = true;
        main.captured.put(ENVIRONMENT, 0);
        main.upvalues.add(new UpvalueSource.Environment(environment));
        return main;
    }

    /// A function inside of this one.
    FunctionScope inner(int innerLine) {
        return new FunctionScope(lexer, bindings, this, innerLine);
    }

    BlockScope block() {
        if (block == null) {
            throw new IllegalStateException("no block");
        }
        return block;
    }

    BlockScope enter() {
        return enter(false);
    }

    BlockScope enterLoop() {
        return enter(true);
    }

    private BlockScope enter(boolean loop) {
        BlockScope entered = new BlockScope(block, loop, variables.size());
        block = entered;
        return entered;
    }

    /// Ends the scope of the block's variables and labels.
    Block leave(int lastLine) {
        BlockScope left = block();
        for (int i = variables.size() - 1; i >= left.variables; i--) {
            Binding binding = variables.remove(i);
            if (binding != null) {
                bindings.end(binding);
                slots -= binding.variable == null ? 0 : 1;
            }
        }
        reserved = variables.size();
        block = left.outer;
        jumps.leave(left);
        return left.finish(lastLine);
    }

    boolean insideLoop() {
        BlockScope around = block;
        while (around != null && !around.loop) {
            around = around.outer;
        }
        return around != null;
    }

    /// Counts variables whose scope begins later.
    void reserve(int count) {
        reserved += count;
        requireAtMost(LOCALS_MAX, reserved, "local variables");
    }

    /// Begins the scope of values of the language itself.
    void hide(int count) {
        for (int i = 0; i < count; i++) {
            variables.add(null);
        }
    }

    /// Begins the scope of a variable.
    LocalVariable declare(Name name, LocalVariable.Attribute attribute) {
        LocalVariable variable = new LocalVariable(name.text(), slots, attribute);
        slots++;
        slotsMax = Math.max(slots, slotsMax);
        begin(new Binding(name, this, bindings.find(name), variable, null));
        return variable;
    }

    /// Begins the scope of a constant.
    void declareConstant(Name name, Object value) {
        begin(new Binding(name, this, bindings.find(name), null, value));
    }

    private void begin(Binding binding) {
        variables.add(binding);
        bindings.begin(binding);
    }

    /// Number of variables in scope.
    int variables() {
        return variables.size();
    }

    /// Name of the variable that is the so-many-th in scope.
    String variable(int index) {
        Binding binding = variables.get(index);
        return binding == null ? "(for state)" : binding.name.text().toString();
    }

    /// Index of a captured variable of a function around this one.
    int capture(LocalVariable variable, FunctionScope owner) {
        Integer known = captured.get(variable);
        if (known != null) {
            return known;
        }
        if (outer == owner) {
            variable.capture();
            return capture(variable, new UpvalueSource.OfLocal(variable));
        }
        int index = around().capture(variable, owner);
        return capture(variable, new UpvalueSource.OfUpvalue(index, variable.name()));
    }

    /// Index of the globals.
    int captureEnvironment(LuaString name) {
        Integer known = captured.get(ENVIRONMENT);
        if (known != null) {
            return known;
        }
        int index = around().captureEnvironment(name);
        return capture(ENVIRONMENT, new UpvalueSource.OfUpvalue(index, name));
    }

    private int capture(Object key, UpvalueSource source) {
        requireAtMost(UPVALUES_MAX, upvalues.size() + 1, "upvalues");
        captured.put(key, upvalues.size());
        upvalues.add(source);
        return upvalues.size() - 1;
    }

    private FunctionScope around() {
        if (outer == null) {
            throw new IllegalStateException("captured from nowhere");
        }
        return outer;
    }

    List<UpvalueSource> upvalues() {
        return List.copyOf(upvalues);
    }

    int slotsMax() {
        return slotsMax;
    }

    private void requireAtMost(int limit, int count, String what) {
        if (count > limit) {
            String where = line == 0 ? "main function" : "function at line " + line;
            throw lexer.near("too many " + what + " (limit is " + limit + ") in " + where);
        }
    }
}
