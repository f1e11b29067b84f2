package chancery.pds.xrpc.identity;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Handle;
import chancery.pds.identity.Names;
import chancery.pds.xrpc.Fields;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.identity.resolveHandle`: who has a handle.
public final class ResolveHandle implements XrpcHandler {
    private final Names names;

    public ResolveHandle(Names names) {
        this.names = names;
    }

    @Override
    public Reply handle(Call call) {
        Handle handle = Handle.parse(Fields.text(call.params(), "handle"));
        String did = names.resolve(handle).value();
        return new Reply.Json(Value.Map.builder().put("did", did).build());
    }
}
