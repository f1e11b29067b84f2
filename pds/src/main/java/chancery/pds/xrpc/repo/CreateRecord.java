package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.Draft;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordDesk.Check;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.Swap;
import chancery.pds.repo.Written;
import chancery.pds.xrpc.Fields;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.List;
import java.util.Optional;

/// `com.atproto.repo.createRecord`: a record where there is none. A new like, repost, follow or
/// block takes the place of older ones of the same target, in the same commit.
public final class CreateRecord implements XrpcHandler {
    private final AccountGate gate;
    private final RecordDesk desk;
    private final RepoWriter writer;

    public CreateRecord(AccountGate gate, RecordDesk desk, RepoWriter writer) {
        this.gate = gate;
        this.desk = desk;
        this.writer = writer;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        Account account = RepoInput.writer(gate, call);
        Check check = RepoInput.check(input);
        PreparedRecord record =
                desk.prepare(
                        new RecordDesk.Submission(
                                Fields.collection(input),
                                Fields.findKey(input),
                                Fields.map(input, "record"),
                                check,
                                "$.record"));
        Optional<Cid> swapCommit = RepoInput.swapCommit(input);
        Written written =
                writer.write(
                        account.did(),
                        repo -> {
                            Swap.requireCommit(swapCommit, repo.head());
                            return check == Check.NONE
                                    ? List.of(new Draft.Create(record))
                                    : Draft.replacingOlder(repo, record);
                        });
        Value.Map.Builder out = RepoInput.written(account.did(), record);
        return new Reply.Json(RepoInput.commit(out, written).build());
    }
}
