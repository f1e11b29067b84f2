package chancery.lua.host;

import chancery.lua.runtime.Arguments;

/// An argument that a host function declares.
///
/// @param name for the reference page
/// @param meaning for the reference page: a part of a sentence
public record Parameter(String name, ParameterType type, Presence presence, String meaning) {
    /// Whether an argument may be left out.
    public enum Presence {
        /// It is given.
        REQUIRED,
        /// It may be missing or nil.
        OPTIONAL
    }

    /// An argument that is always given.
    public static Parameter required(String name, ParameterType type, String meaning) {
        return new Parameter(name, type, Presence.REQUIRED, meaning);
    }

    /// An argument that may be missing or nil.
    public static Parameter optional(String name, ParameterType type, String meaning) {
        return new Parameter(name, type, Presence.OPTIONAL, meaning);
    }

    /// Refuses what does not fit.
    void check(Arguments arguments, int number) {
        if (presence == Presence.REQUIRED || !arguments.absent(number)) {
            type.check(arguments, number);
        }
    }
}
