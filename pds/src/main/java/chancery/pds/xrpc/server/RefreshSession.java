package chancery.pds.xrpc.server;

import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.session.Sessions;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.server.refreshSession`: the next pair of tokens for a refresh token.
public final class RefreshSession implements XrpcHandler {
    private final AccountGate gate;
    private final Sessions sessions;

    public RefreshSession(AccountGate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    @Override
    public Reply handle(Call call) {
        if (!(call.caller() instanceof Caller.Refresh(var did, var tokenId))) {
            throw new IllegalStateException(call.method() + " was called without its token");
        }
        Account account = gate.caller(did);
        Sessions.Pair tokens = sessions.refresh(did, tokenId);
        return new Reply.Json(SessionViews.session(account, tokens));
    }
}
