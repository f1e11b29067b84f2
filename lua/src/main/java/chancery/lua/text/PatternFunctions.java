package chancery.lua.text;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.pattern.Matcher;
import chancery.lua.pattern.Pattern;
import chancery.lua.pattern.PlainSearch;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

/// The functions of `string` that match patterns (manual 6.4.1), all but the replacing.
final class PatternFunctions {
    private PatternFunctions() {}

    static void addTo(Functions functions) {
        functions
                .add("find", PatternFunctions::find)
                .add("gmatch", PatternFunctions::matches)
                .add("gsub", Substitution::substitute)
                .add("match", PatternFunctions::match);
    }

    private static Object find(State state, Arguments given) {
        LuaString text = given.text(1);
        LuaString pattern = given.text(2);
        long from = Places.initial(given, 3, text.length());
        if (from > text.length()) {
            return NIL;
        }
        if (Values.truth(given.get(4)) || Pattern.plain(state.budget(), pattern)) {
            return findPlain(state.budget(), text, pattern, (int) from);
        }
        boolean anchored = anchored(pattern);
        Matcher matcher = matcher(state.budget(), text, pattern, anchored);
        int end = Matcher.NONE;
        int at = (int) from;
        while (at <= text.length()) {
            end = matcher.match(at);
            if (end >= 0 || anchored) {
                break;
            }
            at++;
        }
        return end < 0 ? NIL : found(state.budget(), matcher, at, end);
    }

    private static Object findPlain(Budget budget, LuaString text, LuaString part, int from) {
        int at = PlainSearch.find(budget, text.bytes(), part.bytes(), from);
        return at < 0 ? NIL : new Object[] {at + 1L, (long) at + part.length()};
    }

    private static Object found(Budget budget, Matcher matcher, int at, int end) {
        budget.allocate(32 + 8L * matcher.captures());
        Object[] values = new Object[2 + matcher.captures()];
        values[0] = at + 1L;
        values[1] = (long) end;
        for (int i = 0; i < matcher.captures(); i++) {
            values[2 + i] = matcher.capture(i, at, end);
        }
        return values;
    }

    private static Object match(State state, Arguments given) {
        LuaString text = given.text(1);
        LuaString pattern = given.text(2);
        long from = Places.initial(given, 3, text.length());
        if (from > text.length()) {
            return NIL;
        }
        boolean anchored = anchored(pattern);
        Matcher matcher = matcher(state.budget(), text, pattern, anchored);
        for (int at = (int) from; at <= text.length(); at++) {
            int end = matcher.match(at);
            if (end >= 0) {
                return captures(state.budget(), matcher, at, end);
            }
            if (anchored) {
                return NIL;
            }
        }
        return NIL;
    }

    private static Object matches(State state, Arguments given) {
        LuaString text = given.text(1);
        LuaString pattern = given.text(2);
        long from = Places.initial(given, 3, text.length());
        Matcher matcher = new Matcher(state.budget(), Pattern.of(state.budget(), pattern, 0), text);
        state.budget().allocate(MatchIterator.COST);
        return new MatchIterator(matcher, (int) Math.min(from, text.length() + 1L), text.length());
    }

    static boolean anchored(LuaString pattern) {
        return pattern.length() > 0 && pattern.at(0) == '^';
    }

    static Matcher matcher(Budget budget, LuaString text, LuaString pattern, boolean anchored) {
        return new Matcher(budget, Pattern.of(budget, pattern, anchored ? 1 : 0), text);
    }

    /// All captures of a match, or the match when there are none, as the result of a call.
    static Object captures(Budget budget, Matcher matcher, int at, int end) {
        int count = matcher.captures();
        if (count <= 1) {
            return matcher.capture(0, at, end);
        }
        budget.allocate(16 + 8L * count);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = matcher.capture(i, at, end);
        }
        return values;
    }
}
