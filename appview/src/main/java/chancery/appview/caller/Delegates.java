package chancery.appview.caller;

import chancery.atproto.syntax.Did;

/// Who may write for another account.
@FunctionalInterface
public interface Delegates {
    /// Refuses unless the caller may write for the account.
    ///
    /// @throws chancery.web.Refusal in the words that clients know
    void requireWriter(AppCaller caller, Did account);
}
