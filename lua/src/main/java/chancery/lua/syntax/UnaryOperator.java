package chancery.lua.syntax;

/// An operator before its operand.
public enum UnaryOperator {
    NEGATE,
    NOT,
    LENGTH,
    BIT_NOT
}
