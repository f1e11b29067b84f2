package chancery.pds.xrpc.server;

import chancery.pds.account.AccountGate;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.server.getSession`: the caller's own account.
public final class GetSession implements XrpcHandler {
    private final AccountGate gate;

    public GetSession(AccountGate gate) {
        this.gate = gate;
    }

    @Override
    public Reply handle(Call call) {
        if (call.caller() instanceof Caller.Session(var did, _)) {
            return new Reply.Json(SessionViews.account(gate.caller(did)).build());
        }
        throw new IllegalStateException(call.method() + " was called without a session");
    }
}
