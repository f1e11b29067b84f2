package chancery.pds.xrpc.server;

import chancery.pds.session.Sessions;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.server.deleteSession`: the session of this refresh token ends, even when the
/// token's time is over.
public final class DeleteSession implements XrpcHandler {
    private final Sessions sessions;

    public DeleteSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Reply handle(Call call) {
        if (call.caller() instanceof Caller.Refresh(var did, var tokenId)) {
            sessions.close(did, tokenId);
            return new Reply.Empty();
        }
        throw new IllegalStateException(call.method() + " was called without its token");
    }
}
