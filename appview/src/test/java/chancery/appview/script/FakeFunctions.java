package chancery.appview.script;

import chancery.lua.host.HostFunction;
import chancery.lua.runtime.Nil;

import java.util.List;

/// Functions of libraries that are not under test.
public final class FakeFunctions {
    private FakeFunctions() {}

    /// One that answers nil.
    public static HostFunction nothing(String name) {
        return new HostFunction(name, "Nothing.", List.of(), "nil", _ -> Nil.NIL);
    }
}
