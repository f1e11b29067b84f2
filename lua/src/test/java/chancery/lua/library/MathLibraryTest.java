package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MathLibraryTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NEGATIVE_NAN = Double.longBitsToDouble(0xfff8000000000000L);

    private final Library lua = new Library();

    @Test
    void roundsToIntegersWherePossible() {
        assertThat(lua.first("math.floor", 2.5)).isEqualTo(2L);
        assertThat(lua.first("math.floor", -2.5)).isEqualTo(-3L);
        assertThat(lua.first("math.floor", 7)).isEqualTo(7L);
        assertThat(lua.first("math.floor", 1e300)).isEqualTo(1e300);
        assertThat(lua.first("math.ceil", 2.1)).isEqualTo(3L);
        assertThat(lua.first("math.ceil", -0.5)).isEqualTo(0L);
        assertThat(lua.first("math.ceil", INFINITY)).isEqualTo(INFINITY);
        assertThatThrownBy(() -> lua.call("math.floor", "x"))
                .hasMessage("bad argument #1 to 'math.floor' (number expected, got string)");
    }

    @Test
    void takesAbsoluteValues() {
        assertThat(lua.first("math.abs", Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(lua.first("math.abs", -3)).isEqualTo(3L);
        assertThat(lua.first("math.abs", "-3")).isEqualTo(3.0);
        assertThat(lua.first("math.abs", -0.0)).isEqualTo(0.0);
    }

    @Test
    void dividesWithTheSignOfTheDividend() {
        assertThat(lua.first("math.fmod", -5, 3)).isEqualTo(-2L);
        assertThat(lua.first("math.fmod", 5, -3)).isEqualTo(2L);
        assertThat(lua.first("math.fmod", Long.MIN_VALUE, -1)).isEqualTo(0L);
        assertThat(lua.first("math.fmod", -5.5, 2)).isEqualTo(-1.5);
        assertThat(lua.first("math.fmod", 1, INFINITY)).isEqualTo(1.0);
        assertThatThrownBy(() -> lua.call("math.fmod", 5, 0))
                .hasMessage("bad argument #2 to 'math.fmod' (zero)");
    }

    @Test
    void partsIntegersFromFractions() {
        assertThat(lua.call("math.modf", 3.5)).containsExactly(3L, 0.5);
        assertThat(lua.call("math.modf", -3.5)).containsExactly(-3L, -0.5);
        assertThat(lua.call("math.modf", 5)).containsExactly(5L, 0.0);
        assertThat(lua.call("math.modf", INFINITY)).containsExactly(INFINITY, 0.0);
        assertThat(lua.call("math.modf", 1e300)).containsExactly(1e300, 0.0);
    }

    @Test
    void takesLogarithmsExactlyWhereTheyAreIntegers() {
        assertThat(lua.first("math.log", 8, 2)).isEqualTo(3.0);
        assertThat(lua.first("math.log", 0x1p-1074, 2)).isEqualTo(-1074.0);
        assertThat(lua.first("math.log", 1000, 10)).isEqualTo(3.0);
        assertThat(lua.first("math.log", 27, 3)).isEqualTo(3.0);
        assertThat(lua.first("math.log", 0)).isEqualTo(-INFINITY);
        assertThat(lua.first("math.log", 2, 0)).isEqualTo(-0.0);
        assertThat((double) lua.first("math.log", 10)).isEqualTo(2.302585092994046, within(1e-15));
        assertThat((double) lua.first("math.log", 3, 2))
                .isEqualTo(1.584962500721156, within(1e-15));
    }

    @Test
    void findsExtremesByOrder() {
        assertThat(lua.first("math.max", 1, 2.5)).isEqualTo(2.5);
        assertThat(lua.first("math.max", 2, 2.0)).isEqualTo(2L);
        assertThat(lua.first("math.min", 3, 1, 2)).isEqualTo(1L);
        assertThat(lua.first("math.max", 1, Double.NaN)).isEqualTo(1L);
        assertThatThrownBy(() -> lua.call("math.max"))
                .hasMessage("bad argument #1 to 'math.max' (value expected)");
        assertThatThrownBy(() -> lua.call("math.min", 1, "x"))
                .hasMessage("attempt to compare string with number");
    }

    @Test
    void convertsToIntegers() {
        assertThat(lua.first("math.tointeger", 3.0)).isEqualTo(3L);
        assertThat(lua.first("math.tointeger", "8")).isEqualTo(8L);
        assertThat(lua.first("math.tointeger", 3.5)).isEqualTo(NIL);
        assertThat(lua.first("math.tointeger", 0x1p63)).isEqualTo(NIL);
        assertThat(lua.first("math.tointeger", "x")).isEqualTo(NIL);
        assertThatThrownBy(() -> lua.call("math.tointeger"))
                .hasMessage("bad argument #1 to 'math.tointeger' (value expected)");
    }

    @Test
    void tellsIntegersFromFloats() {
        assertThat(lua.first("math.type", 1)).isEqualTo("integer");
        assertThat(lua.first("math.type", 1.0)).isEqualTo("float");
        assertThat(lua.first("math.type", "1")).isEqualTo(NIL);
        assertThat(lua.first("math.ult", 1, -1)).isEqualTo(true);
        assertThat(lua.first("math.ult", -1, 1)).isEqualTo(false);
        assertThatThrownBy(() -> lua.call("math.ult", 1.5, 2))
                .hasMessage("bad argument #1 to 'math.ult' (number has no integer representation)");
    }

    @Test
    void knowsTrigonometry() {
        assertThat((double) lua.first("math.sin", 1)).isEqualTo(0.8414709848078965, within(1e-15));
        assertThat((double) lua.first("math.cos", 1)).isEqualTo(0.5403023058681398, within(1e-15));
        assertThat((double) lua.first("math.tan", 1)).isEqualTo(1.5574077246549023, within(1e-15));
        assertThat((double) lua.first("math.asin", 1)).isEqualTo(1.5707963267948966, within(1e-15));
        assertThat((double) lua.first("math.acos", 0.5))
                .isEqualTo(1.0471975511965979, within(1e-15));
        assertThat(lua.first("math.atan", -0.0, -1)).isEqualTo(-Math.PI);
        assertThat((double) lua.first("math.atan", 1)).isEqualTo(Math.PI / 4, within(1e-15));
        assertThat((double) lua.first("math.exp", 1)).isEqualTo(Math.E, within(1e-15));
        assertThat(lua.first("math.sqrt", 4)).isEqualTo(2.0);
        assertThat(lua.first("math.deg", Math.PI)).isEqualTo(180.0);
        assertThat(lua.first("math.rad", 180)).isEqualTo(Math.PI);
    }

    @Test
    void givesWhatIsNotANumberTheSignOfX86() {
        assertThat(negative("math.sqrt", -1)).isTrue();
        assertThat(negative("math.log", -1)).isTrue();
        assertThat(negative("math.log", -1, 2)).isTrue();
        assertThat(negative("math.log", -1, 10)).isFalse();
        assertThat(negative("math.acos", 2)).isFalse();
        assertThat(negative("math.asin", 2)).isFalse();
        assertThat(negative("math.fmod", 1, 0.0)).isTrue();
        assertThat(negative("math.sin", INFINITY)).isTrue();
        assertThat(negative("math.exp", NEGATIVE_NAN)).isTrue();
        assertThat(negative("math.exp", Double.NaN)).isFalse();
        assertThat(negative("math.abs", NEGATIVE_NAN)).isFalse();
    }

    @Test
    void aSeedGivesTheNumbersOfLua() {
        assertThat(lua.call("math.randomseed", 42)).containsExactly(42L, 0L);

        assertThat(lua.first("math.random", 1, 100)).isEqualTo(50L);
        assertThat(lua.first("math.random", 1, 100)).isEqualTo(76L);
        assertThat(lua.first("math.random", 1, 100)).isEqualTo(86L);
        assertThat((double) lua.first("math.random")).isEqualTo(0.61731763595847, within(0.5e-14));
        assertThat((double) lua.first("math.random"))
                .isEqualTo(0.0096006865506838, within(0.5e-15));
        assertThat(lua.first("math.random", 0)).isEqualTo(-665975457013052154L);
        assertThat(lua.first("math.random", 10)).isEqualTo(2L);
        assertThat(lua.first("math.random", -5, 5)).isEqualTo(3L);
        assertThat(lua.first("math.random", Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(-5653030306211387134L);
        assertThat(lua.first("math.random", 3, 3)).isEqualTo(3L);
        assertThat(lua.first("math.random", 1, 1L << 40)).isEqualTo(544625761816L);
    }

    @Test
    void seedsHaveTwoParts() {
        lua.call("math.randomseed", 42, 7);
        assertThat(lua.first("math.random", 1, 100)).isEqualTo(49L);

        lua.call("math.randomseed", -1);
        assertThat(lua.first("math.random", 0)).isEqualTo(-6532212821526904015L);

        lua.call("math.randomseed", 5, "7");
        assertThat(lua.first("math.random", 0)).isEqualTo(-3751596000247804123L);
    }

    @Test
    void seedsComeFromTheHostUnlessTheScriptSetsThem() {
        Library same = new Library();

        assertThat(lua.first("math.random", 0)).isEqualTo(same.first("math.random", 0));
        assertThat(lua.call("math.randomseed")).containsExactly(3L, 4L);
        assertThat(lua.first("math.random", 0)).isNotEqualTo(same.first("math.random", 0));
    }

    @Test
    void refusesEmptyIntervals() {
        assertThatThrownBy(() -> lua.call("math.random", 2, 1))
                .hasMessage("bad argument #1 to 'math.random' (interval is empty)");
        assertThatThrownBy(() -> lua.call("math.random", -1))
                .hasMessage("bad argument #1 to 'math.random' (interval is empty)");
        assertThatThrownBy(() -> lua.call("math.random", 1, 2, 3))
                .hasMessage("wrong number of arguments");
        assertThatThrownBy(() -> lua.call("math.random", 0.5))
                .hasMessage(
                        "bad argument #1 to 'math.random' (number has no integer representation)");
        assertThatThrownBy(() -> lua.call("math.randomseed", NIL))
                .hasMessage("bad argument #1 to 'math.randomseed' (number expected, got nil)");
    }

    /// Whether the answer is no number and has the sign bit.
    private boolean negative(String function, Object... arguments) {
        double answer = (double) lua.first(function, arguments);
        assertThat(answer).isNaN();
        return Double.doubleToRawLongBits(answer) < 0;
    }
}
