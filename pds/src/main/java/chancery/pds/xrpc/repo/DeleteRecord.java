package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.Draft;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.Swap;
import chancery.pds.repo.Swap.RecordSwap;
import chancery.pds.repo.Written;
import chancery.pds.xrpc.Fields;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.List;
import java.util.Optional;

/// `com.atproto.repo.deleteRecord`: no record under this key any more. Where there was none nothing
/// happens, and no condition is looked at.
public final class DeleteRecord implements XrpcHandler {
    private final AccountGate gate;
    private final RepoWriter writer;

    public DeleteRecord(AccountGate gate, RepoWriter writer) {
        this.gate = gate;
        this.writer = writer;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        Account account = RepoInput.writer(gate, call);
        RecordPath path = new RecordPath(Fields.collection(input), Fields.key(input));
        Optional<Cid> swapCommit = RepoInput.swapCommit(input);
        RecordSwap swapRecord =
                Fields.cid(input, "swapRecord")
                        .<RecordSwap>map(RecordSwap.Exactly::new)
                        .orElse(new RecordSwap.Any());
        Written written =
                writer.write(
                        account.did(),
                        repo -> {
                            Optional<Cid> current = repo.record(path);
                            if (current.isEmpty()) {
                                return List.of();
                            }
                            Swap.requireCommit(swapCommit, repo.head());
                            Swap.requireRecord(swapRecord, current);
                            return List.of(new Draft.Delete(path));
                        });
        return new Reply.Json(RepoInput.commit(Value.Map.builder(), written).build());
    }
}
