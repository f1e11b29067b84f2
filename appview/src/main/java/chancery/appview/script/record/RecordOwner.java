package chancery.appview.script.record;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Delegates;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.Did;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.web.Refusal;

import java.util.Optional;

/// For whom a run writes.
///
/// @param account whose call it is
/// @param delegate the account it writes for, checked before the run began
record RecordOwner(AppCaller caller, Did account, Optional<Did> delegate) {
    /// The owner of what a run writes.
    ///
    /// @param what is to be done, for the error
    /// @throws LuaError when this kind of script may not write, or nobody called it
    static RecordOwner of(Run run, String what) {
        Occasion occasion = run.occasion();
        Optional<Did> delegate =
                switch (occasion) {
                    case Occasion.Procedure procedure -> procedure.delegate();
                    case Occasion.Job _ -> Optional.empty();
                    case Occasion.Query _ -> throw new LuaError(what + " is not for queries");
                    case Occasion.Hook _, Occasion.Label _ ->
                            throw new LuaError(what + " is not for hooks");
                };
        AppCaller caller = occasion.caller();
        Did account =
                caller.account()
                        .orElseThrow(() -> new LuaError(what + " needs somebody who calls"));
        return new RecordOwner(caller, account, delegate);
    }

    /// The repository to write when nothing else is said.
    Did repository() {
        return delegate.orElse(account);
    }

    /// The repository that a script names.
    ///
    /// @throws LuaError when it is none that the caller may write
    Did repository(LuaString named, Delegates delegates) {
        Did did = RecordTable.parse(Did::parse, named);
        require(did, delegates);
        return did;
    }

    /// Refuses a repository that the caller may not write.
    void require(Did did, Delegates delegates) {
        if (did.equals(account) || delegate.equals(Optional.of(did))) {
            return;
        }
        try {
            delegates.requireWriter(caller, did);
        } catch (Refusal refusal) {
            throw new LuaError("cannot write the repository of " + did + ": " + refusal.text());
        }
    }
}
