package chancery.appview.script.record;

import chancery.atproto.syntax.Tid;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.util.Optional;
import java.util.function.Supplier;

/// How records of scripts are named.
final class RecordKeys {
    private static final String LITERAL = "literal:";

    private final Supplier<Tid> tids;

    RecordKeys(Supplier<Tid> tids) {
        this.tids = tids;
    }

    /// Sets what kind of names the record may have.
    static void type(Budget budget, RecordTable record, Object type) {
        if (!(type instanceof LuaString text) || !known(text.toString())) {
            throw new LuaError(
                    "invalid key type '"
                            + shown(type)
                            + "': expected tid, any, nsid, or literal:*");
        }
        record.set(budget, RecordTable.KEY_TYPE, text.toString());
    }

    private static boolean known(String type) {
        return switch (type) {
            case "tid", "any", "nsid" -> true;
            default -> type.startsWith(LITERAL) && type.length() > LITERAL.length();
        };
    }

    private static String shown(Object type) {
        return type instanceof LuaString || type instanceof Number ? type.toString() : "";
    }

    /// Names the record by its kind of names.
    LuaString generate(Budget budget, RecordTable record) {
        Optional<LuaString> type = record.text(RecordTable.KEY_TYPE);
        if (type.isEmpty()) {
            throw new LuaError(
                    "no _key_type set — call set_key_type() first or use a record-type lexicon");
        }
        String key = key(type.get().toString());
        record.set(budget, RecordTable.KEY, key);
        return LuaString.of(key);
    }

    private String key(String type) {
        return switch (type) {
            case "tid", "any" -> tids.get().value();
            case "nsid" ->
                    throw new LuaError(
                            "cannot auto-generate rkey for nsid key type — use set_rkey() instead");
            case String literal when literal.startsWith(LITERAL) ->
                    literal.substring(LITERAL.length());
            default -> throw new LuaError("unknown key type '" + type + "'");
        };
    }
}
