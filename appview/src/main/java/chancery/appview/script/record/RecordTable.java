package chancery.appview.script.record;

import static chancery.lua.runtime.Nil.NIL;

import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A record as a script holds it: a table of its fields, and of internal ones whose names begin
/// with `_`. What came from outside never is an internal field.
///
/// @param table whose metatable says that it is a record
record RecordTable(LuaTable table) {
    static final LuaString COLLECTION = LuaString.of("_collection");
    static final LuaString URI = LuaString.of("_uri");
    static final LuaString CID = LuaString.of("_cid");
    static final LuaString KEY_TYPE = LuaString.of("_key_type");
    static final LuaString KEY = LuaString.of("_rkey");
    static final LuaString REPO = LuaString.of("_repo_override");

    /// Fields that have the name of a method, which comes first when a script reads.
    static final LuaString COVERED = LuaString.of("_fields");

    private static final LuaString TYPE = LuaString.of("$type");

    /// Whether a name is one of the record's own and none of a field.
    static boolean internal(LuaString name) {
        return name.length() > 0 && name.at(0) == '_';
    }

    /// Makes a table of outside, such as a stored value, fit to be a record: without its type and
    /// without anything that would count as internal.
    static void clean(Budget budget, LuaTable fields) {
        fields.put(budget, TYPE, NIL);
        List<LuaString> forged = new ArrayList<>(0);
        for (LuaTable.Walk walk = fields.walk(); walk.advance(); ) {
            budget.steps(1L + walk.steps());
            if (walk.key() instanceof LuaString name && internal(name)) {
                forged.add(name);
            }
        }
        forged.forEach(name -> fields.put(budget, name, NIL));
    }

    /// The value of a field, whatever its name; nil when it is absent.
    static Object field(LuaTable table, LuaString name) {
        Object value = table.get(name);
        return value == NIL && table.get(COVERED) instanceof LuaTable covered
                ? covered.get(name)
                : value;
    }

    /// A text field of the record's own; empty when it is absent.
    Optional<LuaString> text(LuaString name) {
        return table.get(name) instanceof LuaString text ? Optional.of(text) : Optional.empty();
    }

    /// Where it is stored, as far as that is known.
    Optional<AtUri> uri() {
        return text(URI).map(uri -> parse(AtUri::parse, uri));
    }

    /// What is stored there, as far as that is known.
    Optional<Cid> cid() {
        return text(CID).filter(cid -> cid.length() > 0).map(cid -> parse(Cid::parse, cid));
    }

    /// What a text of a script means.
    ///
    /// @throws LuaError when it is malformed
    static <T> T parse(Function<String, T> parser, LuaString text) {
        try {
            return parser.apply(text.toString());
        } catch (SyntaxException e) {
            throw new LuaError(String.valueOf(e.getMessage()));
        }
    }

    /// The collection that it belongs to.
    Nsid collection() {
        return parse(Nsid::parse, text(COLLECTION).orElse(LuaString.EMPTY));
    }

    /// Sets a text field of the record's own, or removes it.
    void set(Budget budget, LuaString name, @Nullable String value) {
        if (value == null) {
            table.put(budget, name, NIL);
        } else {
            budget.allocate(LuaString.cost(value.length()));
            table.put(budget, name, LuaString.of(value));
        }
    }

    /// It is stored like this now.
    void stored(Budget budget, AtUri uri, Optional<Cid> cid) {
        set(budget, URI, uri.toString());
        set(budget, CID, cid.map(Cid::toString).orElse(null));
    }

    /// It is stored nowhere now.
    void gone(Budget budget) {
        set(budget, URI, null);
        set(budget, CID, null);
    }
}
