package chancery.lua.text;

import chancery.lua.pattern.Matcher;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

/// What `string.gmatch` answers: each call gives the captures of the next match.
final class MatchIterator extends LuaFunction {
    /// Bytes that one holds.
    static final long COST = 200;

    private final Matcher matcher;
    private final int length;
    private int at;
    private int lastEnd = Matcher.NONE;

    MatchIterator(Matcher matcher, int from, int length) {
        this.matcher = matcher;
        this.length = length;
        at = from;
    }

    @Override
    public Object invoke(State state, Object[] arguments) {
        for (int from = at; from <= length; from++) {
            int end = matcher.match(from);
            if (end >= 0 && end != lastEnd) {
                at = end;
                lastEnd = end;
                return PatternFunctions.captures(state.budget(), matcher, from, end);
            }
        }
        at = length + 1;
        return Values.none();
    }
}
