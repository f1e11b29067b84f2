package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.repo.Head;
import chancery.pds.account.Account;
import chancery.pds.repo.RecordReader;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.sync.getLatestCommit`: where a repository stands.
public final class GetLatestCommit implements XrpcHandler {
    private final Visible visible;
    private final RecordReader reader;

    public GetLatestCommit(Visible visible, RecordReader reader) {
        this.visible = visible;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        Account account = visible.require(call);
        Head head = reader.head(account.did());
        return new Reply.Json(
                Value.Map.builder()
                        .put("cid", head.commit().toString())
                        .put("rev", head.rev().value())
                        .build());
    }
}
