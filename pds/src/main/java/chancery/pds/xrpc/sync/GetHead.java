package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.pds.repo.RecordReader;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.sync.getHead`: the deprecated form of `getLatestCommit`.
public final class GetHead implements XrpcHandler {
    private final Visible visible;
    private final RecordReader reader;

    public GetHead(Visible visible, RecordReader reader) {
        this.visible = visible;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        String root = reader.head(visible.require(call).did()).commit().toString();
        return new Reply.Json(Value.Map.builder().put("root", root).build());
    }
}
