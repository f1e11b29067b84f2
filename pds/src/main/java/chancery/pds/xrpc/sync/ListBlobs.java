package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Tid;
import chancery.pds.account.Account;
import chancery.pds.repo.BlobRows;
import chancery.pds.xrpc.Fields;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.List;

/// `com.atproto.sync.listBlobs`: the blobs that records refer to, in order of their identifiers.
public final class ListBlobs implements XrpcHandler {
    private final Visible visible;
    private final BlobRows blobs;

    public ListBlobs(Visible visible, BlobRows blobs) {
        this.visible = visible;
        this.blobs = blobs;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Account account = visible.require(call);
        List<Cid> page =
                blobs.listReferred(
                        account.did(),
                        params.text("since").map(Tid::parse),
                        Fields.cid(params, "cursor"),
                        Fields.number(params, "limit"));
        Value.Map.Builder out =
                Value.Map.builder()
                        .put(
                                "cids",
                                page.stream().map(cid -> new Value.Text(cid.toString())).toList());
        if (!page.isEmpty()) {
            out.put("cursor", page.getLast().toString());
        }
        return new Reply.Json(out.build());
    }
}
