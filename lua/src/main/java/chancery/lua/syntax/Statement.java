package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

import java.util.List;

/// A statement; the line is the one that an error of its own names, outside its expressions.
public sealed interface Statement {
    /// Line in the source, from 1.
    int line();

    /// `local names = values`. The last value gives all its values when it is a call or `...`. A
    /// `<const>` whose value is a constant is no variable: its value stands where its name stood.
    record Declare(int line, List<LocalVariable> variables, List<Expression> values)
            implements Statement {}

    /// `targets = values`; targets are [Expression.Local], [Expression.Upvalue],
    /// [Expression.Global] and [Expression.Index]. Also `function a.b:c() end`.
    record Assign(int line, List<Expression> targets, List<Expression> values)
            implements Statement {}

    /// A call whose results are dropped: [Expression.Call] or [Expression.MethodCall].
    record CallStatement(int line, Expression call) implements Statement {}

    /// `local function name`: the variable is in scope inside.
    record DeclareFunction(int line, LocalVariable variable, FunctionBody body)
            implements Statement {}

    /// `do ... end`.
    record Do(int line, Block block) implements Statement {}

    /// `while condition do ... end`.
    record While(int line, Expression condition, Block block) implements Statement {}

    /// `repeat ... until condition`; the condition sees the block's variables.
    record Repeat(int line, Block block, Expression condition) implements Statement {}

    /// `if ... then ... elseif ... else ... end`; the last block is empty without an `else`.
    record If(int line, List<Clause> clauses, Block otherwise) implements Statement {}

    /// A condition and what it guards.
    record Clause(int line, Expression condition, Block block) {}

    /// `for variable = start, limit, step do`; the step is the constant 1 when left out. The line
    /// is that of `do`.
    record NumericFor(
            int line,
            LocalVariable variable,
            Expression start,
            Expression limit,
            Expression step,
            Block block)
            implements Statement {}

    /// `for variables in values do`. The line is that of the calls of the iterator; a fourth value
    /// that cannot be closed is refused at the line of `do`.
    record GenericFor(
            int line,
            int doLine,
            List<LocalVariable> variables,
            List<Expression> values,
            Block block)
            implements Statement {}

    /// `return values`. A single call is a tail call, unless a variable is to be closed around it.
    record Return(int line, List<Expression> values, boolean tail) implements Statement {}

    /// `break`: leaves the innermost loop.
    record Break(int line) implements Statement {}

    /// `goto name`: to a label of this or an enclosing block of the same function.
    record Goto(int line, Label target) implements Statement {}

    /// `::name::`: compared by identity.
    final class Label implements Statement {
        private final int line;
        private final LuaString name;

        Label(int line, LuaString name) {
            this.line = line;
            this.name = name;
        }

        @Override
        public int line() {
            return line;
        }

        /// As written.
        public LuaString name() {
            return name;
        }
    }
}
