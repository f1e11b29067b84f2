package chancery.pds.xrpc.sync;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;
import chancery.pds.repo.RepoArchive;
import chancery.web.http.Response;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.Map;
import java.util.Optional;

/// `com.atproto.sync.getRepo`: the whole repository as an archive, or what came after a revision.
public final class GetRepo implements XrpcHandler {
    static final String CAR = "application/vnd.ipld.car";

    private final Visible visible;
    private final RepoArchive archive;

    public GetRepo(Visible visible, RepoArchive archive) {
        this.visible = visible;
        this.archive = archive;
    }

    @Override
    public Reply handle(Call call) {
        Did did = visible.require(call).did();
        Optional<Tid> since = call.params().text("since").map(Tid::parse);
        Response.Writer writer =
                since.<Response.Writer>map(rev -> out -> archive.writeSince(did, rev, out))
                        .orElse(out -> archive.writeWhole(did, out));
        return new Reply.Bytes(CAR, Map.of(), new Response.Body.Streamed(writer));
    }

    /// An archive in memory as an answer.
    static Reply whole(byte[] car) {
        return new Reply.Bytes(CAR, Map.of(), new Response.Body.Whole(car));
    }
}
