package chancery.lua.exec;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.TypeName;

import org.jspecify.annotations.Nullable;

/// `while`, `repeat` and the loops over numbers.
final class Loops {
    private Loops() {}

    /// `while condition do ... end`
    static final class While extends Command {
        private final Node condition;
        private final Command body;

        While(Node condition, Command body) {
            this.condition = condition;
            this.body = body;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Budget budget = frame.budget;
            while (condition.test(frame)) {
                budget.step();
                Object result = body.exec(frame);
                if (result != null) {
                    return result == BREAK ? null : result;
                }
            }
            return null;
        }
    }

    /// `repeat ... until condition`, whose body ends with an [Until].
    static final class Repeat extends Command {
        private final Command body;

        Repeat(Command body) {
            this.body = body;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Budget budget = frame.budget;
            while (true) {
                budget.step();
                Object result = body.exec(frame);
                if (result != null) {
                    return result == BREAK ? null : result;
                }
            }
        }
    }

    /// The end of a repeated block: leaves the loop when the condition holds.
    static final class Until extends Command {
        private final Node condition;

        Until(Node condition) {
            this.condition = condition;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            return condition.test(frame) ? BREAK : null;
        }
    }

    /// What a loop over numbers is made of.
    ///
    /// @param slot of the variable
    /// @param shared whether closures share the variable
    record Range(int line, int slot, boolean shared, Node start, Node limit, Node step) {}

    /// `for variable = start, limit, step do ... end`
    static final class Numeric extends Command {
        private final Range range;
        private final Command body;

        Numeric(Range range, Command body) {
            this.range = range;
            this.body = body;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object start = range.start.eval(frame);
            Object limit = number(frame, range.limit.eval(frame));
            Object step = range.step.eval(frame);
            Object result;
            if (start instanceof Long first && step instanceof Long by) {
                if (by == 0) {
                    throw Failures.at(frame, range.line, "'for' step is zero");
                }
                if (!(limit instanceof Number)) {
                    throw wrong(frame, "limit", limit);
                }
                long last =
                        limit instanceof Long whole
                                ? whole
                                : clipped(((Double) limit).doubleValue(), by);
                if (beyond(limit, first, last, by)) {
                    return null;
                }
                result =
                        range.shared
                                ? overShared(frame, first, last, by)
                                : overIntegers(frame, first, last, by);
            } else {
                result = overFloats(frame, number(frame, start), limit, number(frame, step));
            }
            return result == BREAK ? null : result;
        }

        private @Nullable Object overIntegers(Frame frame, long first, long last, long by) {
            Budget budget = frame.budget;
            Object[] slots = frame.slots;
            int slot = range.slot;
            long turns = turns(first, last, by);
            long index = first;
            while (true) {
                budget.step();
                slots[slot] = index;
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
                if (turns-- == 0) {
                    return null;
                }
                index += by;
            }
        }

        private @Nullable Object overShared(Frame frame, long first, long last, long by) {
            long turns = turns(first, last, by);
            long index = first;
            while (true) {
                frame.budget.step();
                frame.budget.allocate(16);
                frame.slots[range.slot] = new Frame.Cell(index);
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
                if (turns-- == 0) {
                    return null;
                }
                index += by;
            }
        }

        private @Nullable Object overFloats(Frame frame, Object start, Object limit, Object step) {
            if (!(limit instanceof Number last)) {
                throw wrong(frame, "limit", limit);
            }
            if (!(step instanceof Number by)) {
                throw wrong(frame, "step", step);
            }
            if (!(start instanceof Number first)) {
                throw wrong(frame, "initial value", start);
            }
            double end = last.doubleValue();
            double increment = by.doubleValue();
            if (increment == 0) {
                throw Failures.at(frame, range.line, "'for' step is zero");
            }
            double index = first.doubleValue();
            while (increment > 0 ? index <= end : end <= index) {
                frame.budget.step();
                frame.slots[range.slot] = range.shared ? new Frame.Cell(index) : (Object) index;
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
                index += increment;
            }
            return null;
        }

        /// The last integer that a float limit allows.
        private static long clipped(double limit, long by) {
            return (long) (by > 0 ? Math.floor(limit) : Math.ceil(limit));
        }

        /// Whether there is no turn at all.
        private static boolean beyond(Object limit, long first, long last, long by) {
            if (limit instanceof Double real && (real.isNaN() || outside(real, by))) {
                return true;
            }
            return by > 0 ? first > last : first < last;
        }

        /// Whether a float limit lies before all integers in the direction of the step.
        private static boolean outside(double limit, long by) {
            return by > 0 ? limit < -0x1p63 : limit >= 0x1p63;
        }

        /// Turns after the first.
        private static long turns(long first, long last, long by) {
            if (by == 1) {
                return last - first;
            }
            return by > 0
                    ? Long.divideUnsigned(last - first, by)
                    : Long.divideUnsigned(first - last, by == Long.MIN_VALUE ? by : -by);
        }

        /// A text of a number as this; everything else as it is.
        private static Object number(Frame frame, Object value) {
            Number converted =
                    value instanceof LuaString ? Coercion.toNumber(frame.budget, value) : null;
            return converted == null ? value : converted;
        }

        private RuntimeException wrong(Frame frame, String what, Object value) {
            return Failures.at(
                    frame,
                    range.line,
                    "bad 'for' %s (number expected, got %s)"
                            .formatted(what, TypeName.inMessage(value)));
        }
    }
}
