package chancery.lua.syntax;

import chancery.lua.lexer.Token;

import org.jspecify.annotations.Nullable;

/// An operator between operands, with how tightly it binds to each side.
enum Infix {
    OR(1, 1, null),
    AND(2, 2, null),
    LESS(3, 3, BinaryOperator.LESS),
    GREATER(3, 3, BinaryOperator.GREATER),
    LESS_OR_EQUAL(3, 3, BinaryOperator.LESS_OR_EQUAL),
    GREATER_OR_EQUAL(3, 3, BinaryOperator.GREATER_OR_EQUAL),
    UNEQUAL(3, 3, BinaryOperator.UNEQUAL),
    EQUAL(3, 3, BinaryOperator.EQUAL),
    BIT_OR(4, 4, BinaryOperator.BIT_OR),
    BIT_XOR(5, 5, BinaryOperator.BIT_XOR),
    BIT_AND(6, 6, BinaryOperator.BIT_AND),
    SHIFT_LEFT(7, 7, BinaryOperator.SHIFT_LEFT),
    SHIFT_RIGHT(7, 7, BinaryOperator.SHIFT_RIGHT),
    CONCATENATE(9, 8, BinaryOperator.CONCATENATE),
    ADD(10, 10, BinaryOperator.ADD),
    SUBTRACT(10, 10, BinaryOperator.SUBTRACT),
    MULTIPLY(11, 11, BinaryOperator.MULTIPLY),
    DIVIDE(11, 11, BinaryOperator.DIVIDE),
    FLOOR_DIVIDE(11, 11, BinaryOperator.FLOOR_DIVIDE),
    MODULO(11, 11, BinaryOperator.MODULO),
    POWER(14, 13, BinaryOperator.POWER);

    /// How tightly operators before their operand bind.
    static final int PREFIX = 12;

    final int left;
    final int right;
    private final @Nullable BinaryOperator operator;

    Infix(int left, int right, @Nullable BinaryOperator operator) {
        this.left = left;
        this.right = right;
        this.operator = operator;
    }

    BinaryOperator operator() {
        if (operator == null) {
            throw new IllegalStateException("no operator that evaluates both: " + this);
        }
        return operator;
    }

    /// Whether an error happens where the right operand ends, not at the operator.
    boolean compares() {
        return left == LESS.left;
    }

    /// The operator that a token is.
    static @Nullable Infix of(int token) {
        return switch (token) {
            case Token.OR -> OR;
            case Token.AND -> AND;
            case '<' -> LESS;
            case '>' -> GREATER;
            case Token.LESS_OR_EQUAL -> LESS_OR_EQUAL;
            case Token.GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
            case Token.UNEQUAL -> UNEQUAL;
            case Token.EQUAL -> EQUAL;
            case '|' -> BIT_OR;
            case '~' -> BIT_XOR;
            case '&' -> BIT_AND;
            case Token.SHIFT_LEFT -> SHIFT_LEFT;
            case Token.SHIFT_RIGHT -> SHIFT_RIGHT;
            case Token.CONCATENATE -> CONCATENATE;
            case '+' -> ADD;
            case '-' -> SUBTRACT;
            case '*' -> MULTIPLY;
            case '/' -> DIVIDE;
            case Token.FLOOR_DIVIDE -> FLOOR_DIVIDE;
            case '%' -> MODULO;
            case '^' -> POWER;
            default -> null;
        };
    }
}
