package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

import java.util.List;

/// An expression; the line is the one that an error while it is evaluated names.
public sealed interface Expression {
    /// Line in the source, from 1.
    int line();

    /// `nil`, `true`, `false`, a numeral or a string: a Lua value.
    record Constant(int line, Object value) implements Expression {}

    /// `...`
    record Vararg(int line) implements Expression {}

    /// A local variable or parameter of the same function.
    record Local(int line, LocalVariable variable) implements Expression {}

    /// A local variable of a function around this one; the index is into [FunctionBody#upvalues].
    record Upvalue(int line, int index, LuaString name) implements Expression {}

    /// A name that is not a variable: a field of `_ENV`, which is a [Local] or an [Upvalue].
    record Global(int line, Expression environment, LuaString name) implements Expression {}

    /// `object[key]`; `object.name` has a constant key.
    record Index(int line, Expression object, Expression key) implements Expression {}

    /// `function(arguments)`. The last argument gives all its values when it is a call or `...`.
    record Call(int line, Expression function, List<Expression> arguments) implements Expression {}

    /// `object:name(arguments)`; the method is looked up at a line of its own.
    record MethodCall(
            int line, Expression object, int nameLine, LuaString name, List<Expression> arguments)
            implements Expression {}

    /// `function ... end`.
    record Function(int line, FunctionBody body) implements Expression {}

    /// Two operands and an operator that always evaluates both. Operators of the same level that
    /// group to the left are one [Chain] when there are many, so that no tree is deep because a
    /// source is long. In `a .. b .. c` all operators have the line of the last.
    record Binary(int line, BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    /// `first op operand op operand ...`, grouped to the left, of any length.
    record Chain(Expression first, List<Link> links) implements Expression {
        @Override
        public int line() {
            return first.line();
        }
    }

    /// One step of a [Chain]: takes what stands to the left as its left operand.
    record Link(int line, BinaryOperator operator, Expression right) {}

    /// `a and b and ...`: the first that is false or nil, else the last.
    record And(int line, List<Expression> operands) implements Expression {}

    /// `a or b or ...`: the first that is neither false nor nil, else the last.
    record Or(int line, List<Expression> operands) implements Expression {}

    /// `-`, `not`, `#` or `~` before an operand.
    record Unary(int line, UnaryOperator operator, Expression operand) implements Expression {}

    /// `(inner)` around what could give several values: gives exactly one.
    record Parenthesised(int line, Expression inner) implements Expression {}

    /// `{ ... }`.
    record Constructor(int line, List<Field> fields) implements Expression {}

    /// A field of a constructor.
    sealed interface Field {
        /// The value.
        Expression value();
    }

    /// `value`: gets the next index. The last field gives all its values when it is a call or
    /// `...`.
    record Positional(Expression value) implements Field {}

    /// `[key] = value` or `name = value`.
    record Keyed(int line, Expression key, Expression value) implements Field {}
}
