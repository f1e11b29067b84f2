package chancery.pds.xrpc.server;

import chancery.atproto.data.Value;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.server.describeServer`: the facts a sign-up form needs.
public final class DescribeServer implements XrpcHandler {
    private final Value.Map description;

    /// @param description the answer, which never changes while the server runs
    public DescribeServer(Value.Map description) {
        this.description = description;
    }

    @Override
    public Reply handle(Call call) {
        return new Reply.Json(description);
    }
}
