package chancery.lua.library;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// C's `strftime` in the C locale, with the conversions of C99 that Lua lets through.
final class DateFormat {
    private static final String PLAIN = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    private static final String AFTER_E = "cCxXyY";
    private static final String AFTER_O = "deHImMSuUVwWy";

    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    private final DateTime at;
    private final String zone;

    /// @param zone its name
    DateFormat(DateTime at, String zone) {
        this.at = at;
        this.zone = zone;
    }

    LuaString format(State state, Arguments arguments, LuaString format) {
        LuaBuffer text = new LuaBuffer(state.budget());
        state.budget().steps(format.length());
        int i = 0;
        while (i < format.length()) {
            if (format.at(i) != '%') {
                text.add(format.at(i++));
                continue;
            }
            int length = conversionLength(format, i + 1);
            if (length == 0) {
                throw arguments.wrong(
                        1, "invalid conversion specifier '%" + rest(format, i + 1) + "'");
            }
            i += 1 + length;
            byte[] shown =
                    conversion((char) format.at(i - 1)).getBytes(StandardCharsets.ISO_8859_1);
            text.add(shown, 0, shown.length);
        }
        return text.toText();
    }

    /// Characters of the conversion after a percent sign; 0 when there is none.
    private static int conversionLength(LuaString format, int from) {
        int first = from < format.length() ? format.at(from) : 0;
        int second = from + 1 < format.length() ? format.at(from + 1) : 0;
        if (PLAIN.indexOf(first) >= 0) {
            return 1;
        }
        boolean modified =
                (first == 'E' && AFTER_E.indexOf(second) >= 0)
                        || (first == 'O' && AFTER_O.indexOf(second) >= 0);
        return modified ? 2 : 0;
    }

    /// What stands there, as C reads it: up to a zero.
    private static String rest(LuaString format, int from) {
        int end = from;
        while (end < format.length() && format.at(end) != 0) {
            end++;
        }
        return format.slice(from, end).toString();
    }

    private String conversion(char letter) {
        return switch (letter) {
            case 'a' -> DAYS.get(at.dayOfWeek()).substring(0, 3);
            case 'A' -> DAYS.get(at.dayOfWeek());
            case 'b', 'h' -> MONTHS.get(at.month() - 1).substring(0, 3);
            case 'B' -> MONTHS.get(at.month() - 1);
            case 'n' -> "\n";
            case 'p' -> at.hour() < 12 ? "AM" : "PM";
            case 't' -> "\t";
            case 'z' -> "+0000";
            case 'Z' -> zone;
            case '%' -> "%";
            case 'c', 'D', 'F', 'r', 'R', 'T', 'x', 'X' -> combined(letter);
            default -> number(letter);
        };
    }

    private String combined(char letter) {
        return switch (letter) {
            case 'c' -> join("a", " ", "b", " ", "e", " ", "T", " ", "Y");
            case 'D', 'x' -> join("m", "/", "d", "/", "y");
            case 'F' -> join("Y", "-", "m", "-", "d");
            case 'r' -> join("I", ":", "M", ":", "S", " ", "p");
            case 'R' -> join("H", ":", "M");
            default -> join("H", ":", "M", ":", "S");
        };
    }

    private String join(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            boolean conversion = Character.isLetter(part.charAt(0));
            text.append(conversion ? conversion(part.charAt(0)) : part);
        }
        return text.toString();
    }

    private String number(char letter) {
        return switch (letter) {
            case 'C' -> Long.toString(Math.floorDiv(at.year(), 100L));
            case 'd' -> twoDigits(at.day());
            case 'e' -> (at.day() < 10 ? " " : "") + at.day();
            case 'g' -> twoDigits(Math.floorMod(at.weekYear(), 100L));
            case 'G' -> Long.toString(at.weekYear());
            case 'H' -> twoDigits(at.hour());
            case 'I' -> twoDigits((at.hour() + 11) % 12 + 1);
            case 'j' -> (at.dayOfYear() < 100 ? "0" : "") + twoDigits(at.dayOfYear());
            case 'm' -> twoDigits(at.month());
            case 'M' -> twoDigits(at.minute());
            case 'S' -> twoDigits(at.second());
            case 'u' -> Integer.toString(at.dayOfWeek() == 0 ? 7 : at.dayOfWeek());
            case 'U' -> twoDigits(at.weekFrom(0));
            case 'V' -> twoDigits(at.isoWeek());
            case 'w' -> Integer.toString(at.dayOfWeek());
            case 'W' -> twoDigits(at.weekFrom(1));
            case 'y' -> twoDigits(Math.floorMod(at.year(), 100L));
            case 'Y' -> Long.toString(at.year());
            default -> throw new IllegalStateException("no conversion: " + letter);
        };
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
