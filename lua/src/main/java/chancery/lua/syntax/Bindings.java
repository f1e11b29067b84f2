package chancery.lua.syntax;

import chancery.lua.lexer.Name;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// What each name stands for at this point of the source.
final class Bindings {
    private @Nullable Binding[] byName = new Binding[128];

    /// The innermost; null for a name that is no variable.
    @Nullable Binding find(Name name) {
        int index = name.index();
        return index < byName.length ? byName[index] : null;
    }

    /// Hides what the name stood for until now.
    void begin(Binding binding) {
        int index = binding.name.index();
        if (index >= byName.length) {
            byName = Arrays.copyOf(byName, Math.max(index + 1, byName.length * 2));
        }
        byName[index] = binding;
    }

    /// Brings back what was hidden.
    void end(Binding binding) {
        byName[binding.name.index()] = binding.hidden;
    }
}
