package chancery.appview.script;

import chancery.appview.json.Json;
import chancery.appview.json.JsonOut;
import chancery.appview.json.JsonText;
import chancery.appview.json.JsonTree;
import chancery.lua.host.JsonLimits;
import chancery.lua.host.JsonToLua;
import chancery.lua.host.LuaToJson;
import chancery.lua.runtime.State;

/// Values of scripts and JSON, both ways, charged to the script.
public final class JsonLua {
    private static final long BYTES_MAX = 1 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(JsonText.DEPTH_MAX, BYTES_MAX);

    private JsonLua() {}

    /// A JSON value for a script.
    public static Object toLua(State state, Json value) {
        JsonToLua sink = new JsonToLua(state, LIMITS);
        value.feed(sink);
        return sink.value();
    }

    /// The value of a JSON text for a script.
    ///
    /// @throws chancery.atproto.syntax.SyntaxException when it is not JSON
    public static Object parse(State state, String text) {
        JsonToLua sink = new JsonToLua(state, LIMITS);
        JsonText.feed(text, sink);
        return sink.value();
    }

    /// A value of a script as JSON.
    ///
    /// @throws LuaError when it is none, or beyond a MiB
    public static Json toJson(State state, Object value) {
        JsonTree tree = new JsonTree();
        LuaToJson.write(state, value, LIMITS, tree);
        return tree.value();
    }

    /// The compact JSON text of a value of a script that nothing is lost of.
    ///
    /// @throws chancery.lua.runtime.LuaError when there is none, or it is larger than allowed
    public static String writeExact(State state, Object value, long bytesMax) {
        return write(state, value, bytesMax, JsonOut.exact());
    }

    /// The compact JSON text of a value of a script; a number that is not finite is `null`.
    ///
    /// @throws chancery.lua.runtime.LuaError when it is none, or larger than allowed
    public static String write(State state, Object value, long bytesMax) {
        return write(state, value, bytesMax, new JsonOut());
    }

    private static String write(State state, Object value, long bytesMax, JsonOut out) {
        LuaToJson.write(state, value, new JsonLimits(JsonText.DEPTH_MAX, bytesMax), out);
        return out.text();
    }
}
