package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Comparing;
import chancery.lua.operation.Indexing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Map;

/// `table` (manual 6.6). Tables without a metatable are worked on directly, all others through
/// their metamethods.
final class TableLibrary {
    /// Values that fit on Lua's own stack.
    private static final long RESULTS_MAX = 1_000_000;

    private static final LuaString COUNT = LuaString.of("n");

    private TableLibrary() {}

    static Map<String, Object> fields() {
        return new Functions("table.")
                .add("concat", TableLibrary::concat)
                .add("insert", TableLibrary::insert)
                .add("move", TableLibrary::move)
                .add("pack", TableLibrary::pack)
                .add("remove", TableLibrary::remove)
                .add("sort", TableLibrary::sort)
                .add("unpack", TableLibrary::unpack)
                .fields();
    }

    private static Object concat(State state, Arguments arguments) {
        Object list = Lists.require(state, arguments, 1, Lists.Use.READ_WITH_LENGTH);
        long length = Indexing.integerLength(state, list);
        LuaString separator = arguments.text(2, LuaString.EMPTY);
        long from = arguments.integer(3, 1);
        long to = arguments.integer(4, length);
        LuaBuffer joined = new LuaBuffer(state.budget());
        for (long i = from; i <= to; i++) {
            state.budget().step();
            joined.add(part(Lists.get(state, list, i), i));
            if (i == to) {
                break;
            }
            joined.add(separator);
        }
        return joined.toText();
    }

    private static LuaString part(Object value, long index) {
        LuaString text = Coercion.toText(value);
        if (text == null) {
            throw new LuaError(
                    "invalid value (%s) at index %d in table for 'concat'"
                            .formatted(TypeNames.of(value), index));
        }
        return text;
    }

    private static Object insert(State state, Arguments arguments) {
        Object list = Lists.require(state, arguments, 1, Lists.Use.CHANGE_WITH_LENGTH);
        long end = Indexing.integerLength(state, list) + 1;
        if (arguments.count() == 2) {
            Lists.put(state, list, end, arguments.get(2));
            return Values.none();
        }
        if (arguments.count() != 3) {
            throw new LuaError("wrong number of arguments to 'insert'");
        }
        long place = arguments.integer(2);
        if (Long.compareUnsigned(place - 1, end) >= 0) {
            throw arguments.wrong(2, "position out of bounds");
        }
        Object value = arguments.get(3);
        if (place < end && list instanceof LuaTable table && table.metatable() == null) {
            table.insert(state.budget(), (int) place, value);
            return Values.none();
        }
        for (long i = end; i > place; i--) {
            state.budget().step();
            Lists.put(state, list, i, Lists.get(state, list, i - 1));
        }
        Lists.put(state, list, place, value);
        return Values.none();
    }

    private static Object remove(State state, Arguments arguments) {
        Object list = Lists.require(state, arguments, 1, Lists.Use.CHANGE_WITH_LENGTH);
        long size = Indexing.integerLength(state, list);
        long place = arguments.integer(2, size);
        if (place != size && Long.compareUnsigned(place - 1, size) > 0) {
            throw arguments.wrong(1, "position out of bounds");
        }
        if (place >= 1
                && place <= size
                && list instanceof LuaTable table
                && table.metatable() == null) {
            return table.remove(state.budget(), (int) place);
        }
        Object removed = Lists.get(state, list, place);
        long i = place;
        for (; i < size; i++) {
            state.budget().step();
            Lists.put(state, list, i, Lists.get(state, list, i + 1));
        }
        Lists.put(state, list, i, NIL);
        return removed;
    }

    private static Object move(State state, Arguments arguments) {
        long from = arguments.integer(2);
        long to = arguments.integer(3);
        long target = arguments.integer(4);
        int destination = arguments.absent(5) ? 1 : 5;
        Object source = Lists.require(state, arguments, 1, Lists.Use.READ);
        Object list = Lists.require(state, arguments, destination, Lists.Use.WRITE);
        if (to < from) {
            return list;
        }
        if (from <= 0 && to >= Long.MAX_VALUE + from) {
            throw arguments.wrong(3, "too many elements to move");
        }
        long count = to - from + 1;
        if (target > Long.MAX_VALUE - count + 1) {
            throw arguments.wrong(4, "destination wrap around");
        }
        boolean upwards =
                target > to
                        || target <= from
                        || (destination != 1 && !Comparing.equal(state, source, list));
        for (long i = 0; i < count; i++) {
            state.budget().step();
            long offset = upwards ? i : count - 1 - i;
            Lists.put(state, list, target + offset, Lists.get(state, source, from + offset));
        }
        return list;
    }

    private static Object pack(State state, Arguments arguments) {
        int count = arguments.count();
        Budget budget = state.budget();
        budget.steps(count / 8);
        budget.allocate(LuaTable.cost(count, 1));
        LuaTable table = LuaTable.sized(count, 1);
        table.appendAll(budget, arguments.values(), 0);
        table.put(budget, COUNT, (long) count);
        return table;
    }

    private static Object unpack(State state, Arguments arguments) {
        Object list = arguments.get(1);
        long from = arguments.integer(2, 1);
        long to = arguments.absent(3) ? Indexing.integerLength(state, list) : arguments.integer(3);
        if (from > to) {
            return Values.none();
        }
        if (Long.compareUnsigned(to - from, RESULTS_MAX) >= 0) {
            throw new LuaError("too many results to unpack");
        }
        int count = (int) (to - from) + 1;
        state.budget().steps(count);
        state.budget().allocate(16 + 8L * count);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = Lists.get(state, list, from + i);
        }
        return values;
    }

    private static Object sort(State state, Arguments arguments) {
        Object list = Lists.require(state, arguments, 1, Lists.Use.CHANGE_WITH_LENGTH);
        long length = Indexing.integerLength(state, list);
        if (length < 2) {
            return Values.none();
        }
        if (length >= Integer.MAX_VALUE) {
            throw arguments.wrong(1, "array too big");
        }
        LuaFunction order = arguments.absent(2) ? null : arguments.function(2);
        Ordering ordering = new Ordering(state, order);
        if (list instanceof LuaTable table && table.metatable() == null) {
            new SortedCopy(state, table, (int) length).sort(ordering);
        } else {
            new Sorting(new SortedInPlace(state, list), ordering).sort((int) length);
        }
        return Values.none();
    }
}
