package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.RecordReader;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.Optional;

/// `com.atproto.repo.getRecord`: one record, as it is now. Older versions are never served.
public final class GetRecord implements XrpcHandler {
    private final AccountGate gate;
    private final RecordReader reader;

    public GetRecord(AccountGate gate, RecordReader reader) {
        this.gate = gate;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Account account =
                gate.active(Fields.repo(params))
                        .orElseThrow(() -> Refusal.invalid("Could not locate record"));
        RecordPath path = new RecordPath(Fields.collection(params), Fields.key(params));
        Optional<Cid> wanted = Fields.cid(params, "cid");
        RecordReader.Stored record =
                reader.find(account.did(), path)
                        .filter(found -> wanted.map(found.cid()::equals).orElse(true))
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "RecordNotFound",
                                                "Could not locate record: "
                                                        + RepoInput.uri(account.did(), path)));
        return new Reply.Json(view(account, record));
    }

    static Value.Map view(Account account, RecordReader.Stored record) {
        return Value.Map.builder()
                .put("uri", RepoInput.uri(account.did(), record.path()))
                .put("cid", record.cid().toString())
                .put("value", record.value())
                .build();
    }
}
