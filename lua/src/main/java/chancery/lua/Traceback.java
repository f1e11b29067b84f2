package chancery.lua;

import java.util.ArrayList;
import java.util.List;

/// The calls that an error left, as Lua's own program shows them.
///
/// A script's errors know where each call was made; the layout says where each function is. So the
/// place of a line is that of the call before it, and the first place stands in the message.
public final class Traceback {
    private static final String IN = ": in ";

    private Traceback() {}

    /// The lines, from `stack traceback:` on.
    ///
    /// @param calls innermost first, as `place: in name`
    /// @param message that begins with a place, where the script itself did what failed
    /// @param shown at most so many
    /// @param outermost what the host called
    public static List<String> lines(
            List<String> calls, String message, int shown, String outermost) {
        List<String> lines = new ArrayList<>();
        lines.add("stack traceback:");
        String place = place(message);
        for (String call : calls.subList(0, Math.min(shown, calls.size()))) {
            int split = call.lastIndexOf(IN);
            String name = shown(call.substring(split + IN.length()));
            boolean library = lines.size() == 1 && call.startsWith("function '", split + 5);
            lines.add("\t" + (library ? "[C]" : place) + IN + name);
            place = call.substring(0, split);
        }
        if (calls.size() > shown) {
            lines.add("\t...");
        } else if (!place.isEmpty()) {
            lines.add("\t" + place + IN + outermost);
        }
        lines.add("\t[C]: in ?");
        return lines;
    }

    /// A function in a global variable is one by its name.
    private static String shown(String name) {
        String kind = "global '";
        return name.startsWith(kind) ? "function '" + name.substring(kind.length()) : name;
    }

    /// `chunk:line` of a message that begins with it; empty without.
    private static String place(String message) {
        int colon = message.indexOf(':');
        while (colon >= 0) {
            int end = message.indexOf(':', colon + 1);
            if (end > colon + 1
                    && message.substring(colon + 1, end).chars().allMatch(Character::isDigit)) {
                return message.substring(0, end);
            }
            colon = end;
        }
        return "";
    }
}
