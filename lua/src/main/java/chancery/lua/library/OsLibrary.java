package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Indexing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Map;

/// What of `os` (manual 6.9) is about time. The local zone is UTC.
final class OsLibrary {
    private static final LuaString DEFAULT_FORMAT = LuaString.of("%c");
    private static final LuaString TABLE_FORMAT = LuaString.of("*t");

    private static final LuaString YEAR = LuaString.of("year");
    private static final LuaString MONTH = LuaString.of("month");
    private static final LuaString DAY = LuaString.of("day");
    private static final LuaString HOUR = LuaString.of("hour");
    private static final LuaString MINUTE = LuaString.of("min");
    private static final LuaString SECOND = LuaString.of("sec");
    private static final LuaString DAY_OF_YEAR = LuaString.of("yday");
    private static final LuaString DAY_OF_WEEK = LuaString.of("wday");
    private static final LuaString SUMMER_TIME = LuaString.of("isdst");

    /// A field that must be there.
    private static final int REQUIRED = -1;

    private static final int YEAR_BASE = 1900;
    private static final int SUMMER_SECONDS = 3600;

    private OsLibrary() {}

    static Map<String, Object> fields() {
        return new Functions("os.")
                .add("clock", (state, _) -> state.host().cpuNanos().getAsLong() / 1e9)
                .add("date", OsLibrary::date)
                .add("difftime", OsLibrary::difference)
                .add("time", OsLibrary::time)
                .fields();
    }

    private static Object difference(State state, Arguments arguments) {
        double later = arguments.integer(1);
        return later - arguments.integer(2);
    }

    private static Object time(State state, Arguments arguments) {
        if (arguments.absent(1)) {
            return now(state);
        }
        LuaTable table = arguments.table(1);
        long year = field(state, table, YEAR, REQUIRED, YEAR_BASE) + YEAR_BASE;
        long month = field(state, table, MONTH, REQUIRED, 1) + 1;
        long day = field(state, table, DAY, REQUIRED, 0);
        long hour = field(state, table, HOUR, 12, 0);
        long minute = field(state, table, MINUTE, 0, 0);
        long second = field(state, table, SECOND, 0, 0);
        Object summer = Indexing.get(state, table, SUMMER_TIME);
        long seconds = DateTime.secondsOf(year, month, day) + hour * 3600 + minute * 60 + second;
        if (Values.truth(summer)) {
            seconds -= SUMMER_SECONDS;
        }
        if (seconds == -1 || !DateTime.representable(seconds)) {
            throw new LuaError("time result cannot be represented in this installation");
        }
        fill(state, table, DateTime.of(seconds));
        return seconds;
    }

    private static long now(State state) {
        return state.host().clock().instant().getEpochSecond();
    }

    /// A field less a base, in the range of C's `int`.
    private static long field(
            State state, LuaTable table, LuaString name, int otherwise, int base) {
        Object value = Indexing.get(state, table, name);
        Long whole = Coercion.toInteger(state.budget(), value);
        if (whole == null) {
            if (value != NIL) {
                throw new LuaError("field '" + name + "' is not an integer");
            }
            if (otherwise < 0) {
                throw new LuaError("field '" + name + "' missing in date table");
            }
            return otherwise;
        }
        boolean fits =
                whole >= 0
                        ? whole - base <= Integer.MAX_VALUE
                        : Integer.MIN_VALUE + (long) base <= whole;
        if (!fits) {
            throw new LuaError("field '" + name + "' is out-of-bound");
        }
        return whole - base;
    }

    private static void fill(State state, LuaTable table, DateTime at) {
        Indexing.put(state, table, YEAR, at.year());
        Indexing.put(state, table, MONTH, (long) at.month());
        Indexing.put(state, table, DAY, (long) at.day());
        Indexing.put(state, table, HOUR, (long) at.hour());
        Indexing.put(state, table, MINUTE, (long) at.minute());
        Indexing.put(state, table, SECOND, (long) at.second());
        Indexing.put(state, table, DAY_OF_YEAR, (long) at.dayOfYear());
        Indexing.put(state, table, DAY_OF_WEEK, at.dayOfWeek() + 1L);
        Indexing.put(state, table, SUMMER_TIME, false);
    }

    private static Object date(State state, Arguments arguments) {
        LuaString given = arguments.text(1, DEFAULT_FORMAT);
        long seconds = arguments.absent(2) ? now(state) : arguments.integer(2);
        boolean universal = given.length() > 0 && given.at(0) == '!';
        LuaString format = universal ? given.slice(1, given.length()) : given;
        if (!DateTime.representable(seconds)) {
            throw new LuaError("date result cannot be represented in this installation");
        }
        DateTime at = DateTime.of(seconds);
        if (!format.equals(TABLE_FORMAT)) {
            return new DateFormat(at, universal ? "GMT" : "UTC").format(state, arguments, format);
        }
        state.budget().allocate(LuaTable.cost(0, 9));
        LuaTable table = LuaTable.sized(0, 9);
        fill(state, table, at);
        return table;
    }
}
