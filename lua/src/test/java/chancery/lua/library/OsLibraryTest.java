package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class OsLibraryTest {
    private static final int INT_MAX = Integer.MAX_VALUE;

    private final Library lua = new Library();

    @Test
    void readsTheClocksOfTheHost() {
        assertThat(lua.first("os.time")).isEqualTo(1_000_000_000L);
        assertThat(lua.first("os.time", NIL)).isEqualTo(1_000_000_000L);
        assertThat(lua.first("os.clock")).isEqualTo(1.5);
        assertThat(lua.first("os.date")).isEqualTo("Sun Sep  9 01:46:40 2001");
    }

    @Test
    void countsSecondsOfATable() {
        assertThat(time(2020, 1, 1)).isEqualTo(1577880000L);
        assertThat(time("2020", "1", 1.0)).isEqualTo(1577880000L);
        assertThat(time(1900, 1, 1)).isEqualTo(-2208945600L);
        assertThat(time(2020, INT_MAX, 1)).isEqualTo(5647338105940800L);
        assertThat(time(2020, 1L << 31, 1)).isEqualTo(5647338108619200L);
        assertThat(time(INT_MAX + 1900L, 1, 1)).isEqualTo(67768036160184000L);
        assertThat(time(Integer.MIN_VALUE + 1900L, 1, 1)).isEqualTo(-67768040609697600L);
    }

    @Test
    void bringsFieldsIntoTheirRange() {
        LuaTable table = date(2020, 14, -3);
        table.put(lua.budget(), LuaString.of("hour"), 30L);
        table.put(lua.budget(), LuaString.of("min"), 70L);
        table.put(lua.budget(), LuaString.of("sec"), 100L);

        assertThat(lua.first("os.time", table)).isEqualTo(1611904300L);
        assertThat(fields(table)).containsExactly(2021L, 1L, 29L, 7L, 11L, 40L, 29L, 6L, false);
    }

    @Test
    void summerTimeIsAnHourEarlier() {
        LuaTable table = date(2020, 1, 1);
        table.put(lua.budget(), LuaString.of("isdst"), true);

        assertThat(lua.first("os.time", table)).isEqualTo(1577876400L);
    }

    @Test
    void refusesTablesThatAreNoDate() {
        assertThatThrownBy(() -> lua.call("os.time", lua.table(Map.of())))
                .hasMessage("field 'year' missing in date table");
        assertThatThrownBy(() -> lua.call("os.time", lua.table(Map.of("year", 2020, "month", 1))))
                .hasMessage("field 'day' missing in date table");
        assertThatThrownBy(() -> time("2020", "x", 1))
                .hasMessage("field 'month' is not an integer");
        assertThatThrownBy(() -> time(2020, 1.5, 1)).hasMessage("field 'month' is not an integer");
        assertThatThrownBy(() -> time(1L << 40, 1, 1)).hasMessage("field 'year' is out-of-bound");
        assertThatThrownBy(() -> time(INT_MAX + 1901L, 1, 1))
                .hasMessage("field 'year' is out-of-bound");
        assertThatThrownBy(() -> time(Integer.MIN_VALUE + 1899L, 1, 1))
                .hasMessage("field 'year' is out-of-bound");
        assertThatThrownBy(() -> time(INT_MAX + 1900L, INT_MAX, 1))
                .hasMessage("time result cannot be represented in this installation");
        assertThatThrownBy(() -> lua.call("os.time", 5))
                .hasMessage("bad argument #1 to 'os.time' (table expected, got number)");
    }

    @Test
    void refusesTheSecondThatCTakesForAnError() {
        LuaTable table = date(1969, 12, 31);
        table.put(lua.budget(), LuaString.of("hour"), 23L);
        table.put(lua.budget(), LuaString.of("min"), 59L);
        table.put(lua.budget(), LuaString.of("sec"), 59L);

        assertThatThrownBy(() -> lua.call("os.time", table))
                .hasMessage("time result cannot be represented in this installation");
    }

    @Test
    void writesEveryConversionOfC99() {
        assertThat(date("!%x|%X|%p|%a|%A|%b|%B|%d|%D|%e|%F|%g|%G|%h|%H|%I|%j|%m|%M"))
                .isEqualTo(
                        "09/09/01|01:46:40|AM|Sun|Sunday|Sep|September|09|09/09/01| 9|2001-09-09"
                                + "|01|2001|Sep|01|01|252|09|46");
        assertThat(date("!%n|%R|%S|%t|%T|%u|%U|%V|%w|%W|%y|%Y|%z|%Z|%%"))
                .isEqualTo("\n|01:46|40|\t|01:46:40|7|36|36|0|36|01|2001|+0000|GMT|%");
        assertThat(date("!%Ec|%EC|%Ex|%EX|%Ey|%EY"))
                .isEqualTo("Sun Sep  9 01:46:40 2001|20|09/09/01|01:46:40|01|2001");
        assertThat(date("!%Od|%Oe|%OH|%OI|%Om|%OM|%OS|%Ou|%OU|%OV|%Ow|%OW|%Oy"))
                .isEqualTo("09| 9|01|01|09|46|40|7|36|36|0|36|01");
        assertThat(date("%z %Z %r")).isEqualTo("+0000 UTC 01:46:40 AM");
    }

    @Test
    void countsHoursByTwelve() {
        assertThat(lua.first("os.date", "!%I %p", 0)).isEqualTo("12 AM");
        assertThat(lua.first("os.date", "!%I %p", 12 * 3600)).isEqualTo("12 PM");
        assertThat(lua.first("os.date", "!%I %p", 13 * 3600)).isEqualTo("01 PM");
    }

    @Test
    void countsWeeksInThreeWays() {
        String weeks = "!%G %V %g %U %W %j";

        assertThat(on(weeks, 2000, 1, 1)).isEqualTo("1999 52 99 00 00 001");
        assertThat(on(weeks, 2004, 12, 31)).isEqualTo("2004 53 04 52 52 366");
        assertThat(on(weeks, 2006, 1, 1)).isEqualTo("2005 52 05 01 00 001");
        assertThat(on(weeks, 2008, 12, 31)).isEqualTo("2009 01 09 52 52 366");
        assertThat(on(weeks, 2010, 1, 1)).isEqualTo("2009 53 09 00 00 001");
    }

    @Test
    void knowsYearsFarAway() {
        assertThat(lua.first("os.date", "!%C|%Y|%G|%F|%y", -62167219200L + 86400 * 366 * 5))
                .isEqualTo("0|5|5|5-01-04|05");
        assertThat(lua.first("os.date", "!%Y %C %y %G %g", -62167219201L - 86400 * 400))
                .isEqualTo("-2 -1 98 -2 98");
        assertThat(lua.first("os.date", "!%F %D", 253402300800L)).isEqualTo("10000-01-01 01/01/00");
        assertThat(lua.first("os.date", "!%Y", 67768036191676799L)).isEqualTo("2147485547");
        assertThat(lua.first("os.date", "!%Y", -67768040609740800L)).isEqualTo("-2147481748");
    }

    @Test
    void refusesDatesBeyondThem() {
        String complaint = "date result cannot be represented in this installation";

        assertThatThrownBy(() -> lua.call("os.date", "!%Y", 67768036191676800L))
                .hasMessage(complaint);
        assertThatThrownBy(() -> lua.call("os.date", "!%Y", -67768040609740801L))
                .hasMessage(complaint);
        assertThatThrownBy(() -> lua.call("os.date", "*t", Long.MAX_VALUE)).hasMessage(complaint);
    }

    @Test
    void answersATable() {
        LuaTable table = (LuaTable) lua.first("os.date", "!*t", 1_000_000_000);

        assertThat(fields(table)).containsExactly(2001L, 9L, 9L, 1L, 46L, 40L, 252L, 1L, false);
        assertThat(lua.first("os.date", "*tx", 0)).isEqualTo("*tx");
        assertThat(lua.first("os.date", "!", 0)).isEqualTo("");
    }

    @Test
    void refusesConversionsThatCDoesNotKnow() {
        String start = "bad argument #1 to 'os.date' (invalid conversion specifier '%";

        assertThatThrownBy(() -> date("%Qabc")).hasMessage(start + "Qabc')");
        assertThatThrownBy(() -> date("%")).hasMessage(start + "')");
        assertThatThrownBy(() -> date("%Ez")).hasMessage(start + "Ez')");
        assertThatThrownBy(() -> date("x%O%")).hasMessage(start + "O%')");
        assertThatThrownBy(() -> date("%s")).hasMessage(start + "s')");
        assertThatThrownBy(() -> date("%\0x")).hasMessage(start + "')");
        assertThatThrownBy(() -> lua.call("os.date", "", 1.5))
                .hasMessage("bad argument #2 to 'os.date' (number has no integer representation)");
    }

    @Test
    void subtractsTimes() {
        assertThat(lua.first("os.difftime", 5, 3)).isEqualTo(2.0);
        assertThatThrownBy(() -> lua.call("os.difftime", 5))
                .hasMessage("bad argument #2 to 'os.difftime' (number expected, got no value)");
    }

    private Object date(String format) {
        return lua.first("os.date", format);
    }

    private Object on(String format, int year, int month, int day) {
        return lua.first("os.date", format, time(year, month, day));
    }

    private Object time(Object year, Object month, Object day) {
        return lua.first("os.time", date(year, month, day));
    }

    private LuaTable date(Object year, Object month, Object day) {
        return lua.table(Map.of("year", year, "month", month, "day", day));
    }

    private static List<Object> fields(LuaTable date) {
        return List.of("year", "month", "day", "hour", "min", "sec", "yday", "wday", "isdst")
                .stream()
                .map(name -> date.get(LuaString.of(name)))
                .toList();
    }
}
