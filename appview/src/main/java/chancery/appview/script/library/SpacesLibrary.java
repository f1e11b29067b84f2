package chancery.appview.script.library;

import chancery.appview.script.HostLibrary;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;

import java.util.List;

/// Permissioned spaces, a feature that this server does not have: scripts that ask get the error
/// they know from servers on which it is not enabled.
public final class SpacesLibrary implements HostLibrary {
    private static final ParameterType ANY = new ParameterType.Any();
    private static final Parameter SPACE = Parameter.optional("space", ANY, "its address");

    @Override
    public List<HostFunction> functions() {
        Parameter did = Parameter.optional("did", ANY, "an account");
        return List.of(
                function("is_member", List.of(SPACE, did)),
                function("get_access", List.of(SPACE, did)),
                function("list_members", List.of(SPACE)),
                function("query", List.of(Parameter.optional("options", ANY, "what to list"))));
    }

    private static HostFunction function(String name, List<Parameter> parameters) {
        return new HostFunction(
                "atproto.spaces." + name,
                "Spaces are not enabled on this server.",
                parameters,
                "nothing: raises `spaces feature is not enabled`",
                _ -> {
                    throw new LuaError("spaces feature is not enabled");
                });
    }
}
