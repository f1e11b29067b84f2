package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.limit.PdsLimits;
import chancery.pds.repo.Draft;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordDesk.Check;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.Swap;
import chancery.pds.repo.Written;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `com.atproto.repo.applyWrites`: up to 200 creates, updates and deletes as one commit, all or
/// nothing.
public final class ApplyWrites implements XrpcHandler {
    private static final String NSID = "com.atproto.repo.applyWrites";

    private final AccountGate gate;
    private final RecordDesk desk;
    private final RepoWriter writer;
    private final PdsLimits limits;

    public ApplyWrites(AccountGate gate, RecordDesk desk, RepoWriter writer, PdsLimits limits) {
        this.gate = gate;
        this.desk = desk;
        this.writer = writer;
        this.limits = limits;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map input = call.json();
        Account account = RepoInput.writer(gate, call);
        List<Value> sent = input.items("writes");
        if (sent.size() > limits.writesMax()) {
            throw Refusal.invalid("Too many writes. Max: " + limits.writesMax());
        }
        if (sent.isEmpty()) {
            throw Refusal.invalid("No writes: nothing to do");
        }
        List<Draft> drafts = drafts(sent, RepoInput.check(input));
        Optional<Cid> swapCommit = RepoInput.swapCommit(input);
        Written written =
                writer.write(
                        account.did(),
                        repo -> {
                            Swap.requireCommit(swapCommit, repo.head());
                            return drafts;
                        });
        List<Value.Map> results = drafts.stream().map(d -> result(account.did(), d)).toList();
        Value.Map.Builder out = Value.Map.builder().put("results", results);
        return new Reply.Json(RepoInput.commit(out, written).build());
    }

    private List<Draft> drafts(List<Value> writes, Check check) {
        List<Draft> drafts = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            if (!(writes.get(i) instanceof Value.Map write)) {
                throw new IllegalStateException("the lexicon let a write pass that is no object");
            }
            drafts.add(draft(write, check, i));
        }
        return drafts;
    }

    private Draft draft(Value.Map write, Check check, int index) {
        String type = Fields.text(write, "$type");
        return switch (type) {
            case NSID + "#create" ->
                    new Draft.Create(desk.prepare(submission(write, check, index)));
            case NSID + "#update" ->
                    new Draft.Update(desk.prepare(submission(write, check, index)));
            case NSID + "#delete" ->
                    new Draft.Delete(new RecordPath(Fields.collection(write), Fields.key(write)));
            default -> throw Refusal.invalid("Action not supported: " + type);
        };
    }

    private static RecordDesk.Submission submission(Value.Map write, Check check, int index) {
        return new RecordDesk.Submission(
                Fields.collection(write),
                Fields.findKey(write),
                Fields.map(write, "value"),
                check,
                "$.writes[" + index + "].record");
    }

    private static Value.Map result(Did did, Draft draft) {
        return switch (draft) {
            case Draft.Create(var record) ->
                    RepoInput.written(did, record).put("$type", NSID + "#createResult").build();
            case Draft.Update(var record) ->
                    RepoInput.written(did, record).put("$type", NSID + "#updateResult").build();
            case Draft.Delete _ -> Value.Map.builder().put("$type", NSID + "#deleteResult").build();
        };
    }
}
