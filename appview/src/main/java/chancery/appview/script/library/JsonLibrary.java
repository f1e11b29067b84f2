package chancery.appview.script.library;

import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.util.List;

/// JSON texts.
public final class JsonLibrary implements HostLibrary {
    private static final int TEXT_BYTES_MAX = 4 << 20;

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "json.encode",
                        "Writes a value as JSON: compact, names sorted. An empty table is `{}`,"
                                + " unless `toarray` made it.",
                        List.of(
                                Parameter.required(
                                        "value", new ParameterType.Any(), "what to write")),
                        "its text",
                        JsonLibrary::encode),
                new HostFunction(
                        "json.decode",
                        "Reads a JSON text. `null` becomes a value of its own, which is not nil.",
                        List.of(
                                Parameter.required(
                                        "text",
                                        new ParameterType.Text(TEXT_BYTES_MAX),
                                        "what to read")),
                        "its value",
                        JsonLibrary::decode));
    }

    private static Object encode(HostCall call) {
        try {
            String text = JsonLua.write(call.state(), call.value(1), TEXT_BYTES_MAX);
            call.state().budget().steps(text.length() / 16);
            call.state().budget().allocate(LuaString.cost(text.length()));
            return LuaString.of(text);
        } catch (LuaError e) {
            throw new LuaError("json.encode: " + e.getMessage());
        }
    }

    private static Object decode(HostCall call) {
        LuaString text = call.text(1);
        call.state().budget().steps(text.length() / 8);
        call.state().budget().allocate(2L * text.length());
        try {
            return JsonLua.parse(call.state(), text.toString());
        } catch (SyntaxException | LuaError e) {
            throw new LuaError("json.decode: " + e.getMessage());
        }
    }
}
