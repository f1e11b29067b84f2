package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.pds.repo.RepoArchive;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `com.atproto.sync.getBlocks`: some blocks of a repository, all of them or none.
public final class GetBlocks implements XrpcHandler {
    private static final int BLOCKS_MAX = 1_000;

    private final Visible visible;
    private final RepoArchive archive;

    public GetBlocks(Visible visible, RepoArchive archive) {
        this.visible = visible;
        this.archive = archive;
    }

    @Override
    public Reply handle(Call call) {
        Did did = visible.require(call).did();
        List<Value> wanted = call.params().items("cids");
        if (wanted.size() > BLOCKS_MAX) {
            throw Refusal.invalid("Too many cids. Max: " + BLOCKS_MAX);
        }
        List<Cid> cids = wanted.stream().map(GetBlocks::cid).distinct().toList();
        Map<Cid, byte[]> blocks = archive.blocks(did, cids);
        String missing =
                cids.stream()
                        .filter(cid -> !blocks.containsKey(cid))
                        .map(Cid::toString)
                        .collect(Collectors.joining(","));
        if (!missing.isEmpty()) {
            throw Refusal.invalid("BlockNotFound", "Could not find cids: " + missing);
        }
        return GetRepo.whole(car(cids, blocks));
    }

    private static Cid cid(Value value) {
        if (!(value instanceof Value.Text(var text))) {
            throw new IllegalStateException("the lexicon let a cid pass that is no text");
        }
        try {
            return Cid.parse(text);
        } catch (SyntaxException e) {
            throw Refusal.invalid("BlockNotFound", "Could not find cids: " + text);
        }
    }

    private static byte[] car(List<Cid> cids, Map<Cid, byte[]> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CarWriter car = new CarWriter(out, List.of());
            for (Cid cid : cids) {
                byte[] bytes = blocks.get(cid);
                if (bytes != null) {
                    car.write(cid, bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
