package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.repo.RepoArchive;
import chancery.pds.xrpc.Fields;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.sync.getRecord`: the proof that a record is there, or that it is not.
public final class GetRecord implements XrpcHandler {
    private final Visible visible;
    private final RepoArchive archive;

    public GetRecord(Visible visible, RepoArchive archive) {
        this.visible = visible;
        this.archive = archive;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Did did = visible.require(call).did();
        RecordPath path = new RecordPath(Fields.collection(params), Fields.key(params));
        return GetRepo.whole(archive.proof(did, path));
    }
}
