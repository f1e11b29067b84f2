package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.Draft;
import chancery.pds.repo.LegacyProfile;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RecordDesk;
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

/// `com.atproto.repo.putRecord`: a record under this key, whether or not there is one. The same
/// record again makes no commit, and then no condition is looked at.
public final class PutRecord implements XrpcHandler {
    private final AccountGate gate;
    private final RecordDesk desk;
    private final LegacyProfile legacy;
    private final RepoWriter writer;

    public PutRecord(AccountGate gate, RecordDesk desk, LegacyProfile legacy, RepoWriter writer) {
        this.gate = gate;
        this.desk = desk;
        this.legacy = legacy;
        this.writer = writer;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        Account account = RepoInput.writer(gate, call);
        RecordPath path = new RecordPath(Fields.collection(input), Fields.key(input));
        Value.Map sent = Fields.map(input, "record");
        PreparedRecord record =
                desk.prepare(
                        new RecordDesk.Submission(
                                path.collection(),
                                Optional.of(path.key()),
                                legacy.upgrade(account.did(), path, sent),
                                RepoInput.check(input),
                                "$.record"));
        Optional<Cid> swapCommit = RepoInput.swapCommit(input);
        RecordSwap swapRecord = swapRecord(input);
        Written written =
                writer.write(
                        account.did(),
                        repo -> {
                            Optional<Cid> current = repo.record(record.path());
                            if (current.equals(Optional.of(record.cid()))) {
                                return List.of();
                            }
                            Swap.requireCommit(swapCommit, repo.head());
                            Swap.requireRecord(swapRecord, current);
                            return List.of(
                                    current.isPresent()
                                            ? new Draft.Update(record)
                                            : new Draft.Create(record));
                        });
        Value.Map.Builder out = RepoInput.written(account.did(), record);
        return new Reply.Json(RepoInput.commit(out, written).build());
    }

    private static RecordSwap swapRecord(Value.Map input) {
        if (!input.contains("swapRecord")) {
            return new RecordSwap.Any();
        }
        return Fields.cid(input, "swapRecord")
                .<RecordSwap>map(RecordSwap.Exactly::new)
                .orElse(new RecordSwap.Absent());
    }
}
