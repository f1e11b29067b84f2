package chancery.appview.index;

import chancery.appview.json.Json;

/// Asks the script of a record type, where it has one.
public interface Hooks {
    /// Whether a script has to be asked before this change is indexed.
    boolean asks(Change change);

    /// Runs the script once.
    ///
    /// @throws HookException when it failed; its text is the script's error
    Verdict ask(Change change, String action) throws HookException;

    /// What the script wants.
    sealed interface Verdict {
        /// Index this instead.
        record Store(Json.Members record) implements Verdict {}

        /// Go on as if there were no script.
        record Proceed() implements Verdict {}

        /// Do nothing.
        record Skip() implements Verdict {}
    }

    /// A hook failed.
    final class HookException extends Exception {
        private static final long serialVersionUID = 1L;

        public HookException(String message) {
            super(message);
        }
    }
}
