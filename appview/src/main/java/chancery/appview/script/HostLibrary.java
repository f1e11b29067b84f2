package chancery.appview.script;

import chancery.lua.host.HostFunction;

import java.util.List;
import java.util.Map;

/// Functions that scripts may call. The reference page is written from these declarations. Shared
/// by all runs: what belongs to one run comes through [chancery.lua.host.HostCall#context] as a
/// [Run].
public interface HostLibrary {
    /// The functions, by full names such as `db.get`.
    List<HostFunction> functions();

    /// Functions of values that the functions answer, for the reference page: names such as
    /// `Record:save`, without what they are called on.
    default List<HostFunction> methods() {
        return List.of();
    }

    /// Globals that are no functions by themselves, such as a table that can be called; their names
    /// are none of the functions' first parts.
    default Map<String, Object> values() {
        return Map.of();
    }
}
