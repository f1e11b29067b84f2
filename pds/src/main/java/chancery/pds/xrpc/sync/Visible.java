package chancery.pds.xrpc.sync;

import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.account.Accounts;
import chancery.pds.xrpc.Fields;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;

import java.util.Optional;

/// Whose repository a caller may see: active ones by all, the others by their owner and the
/// operator.
public final class Visible {
    private final Accounts accounts;
    private final AccountGate gate;

    public Visible(Accounts accounts, AccountGate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /// The account that the parameter `did` names.
    Account require(Call call) {
        Did did = Fields.did(call.params());
        boolean owner =
                switch (call.caller()) {
                    case Caller.Admin _ -> true;
                    case Caller.Session(var caller, _) -> caller.equals(did);
                    case Caller.Anonymous _, Caller.Refresh _, Caller.Service _ -> false;
                };
        Optional<Account> own =
                owner ? accounts.find((AtIdentifier) did) : Optional.<Account>empty();
        return own.orElseGet(() -> gate.repository(did));
    }

    /// The account of this name, whatever its standing.
    Optional<Account> find(Did did) {
        return accounts.find((AtIdentifier) did);
    }
}
