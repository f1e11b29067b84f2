package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.RecordKey;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.RecordReader;
import chancery.pds.xrpc.Fields;
import chancery.store.Reader.Direction;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.List;
import java.util.Optional;

/// `com.atproto.repo.listRecords`: a collection by the page, newest key first unless reversed. The
/// cursor is the last key of the page.
public final class ListRecords implements XrpcHandler {
    private final AccountGate gate;
    private final RecordReader reader;

    public ListRecords(AccountGate gate, RecordReader reader) {
        this.gate = gate;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Account account =
                gate.active(Fields.repo(params))
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "Could not find repo: "
                                                        + Fields.text(params, "repo")));
        Direction order =
                Fields.flag(params, "reverse").orElse(false)
                        ? Direction.ASCENDING
                        : Direction.DESCENDING;
        List<RecordReader.Stored> page =
                reader.list(
                        account.did(),
                        Fields.collection(params),
                        cursor(params),
                        order,
                        Fields.number(params, "limit"));
        Value.Map.Builder out =
                Value.Map.builder()
                        .put(
                                "records",
                                page.stream().map(r -> GetRecord.view(account, r)).toList());
        if (!page.isEmpty()) {
            out.put("cursor", page.getLast().path().key().value());
        }
        return new Reply.Json(out.build());
    }

    private static Optional<RecordKey> cursor(Value.Map params) {
        return params.text("cursor")
                .map(
                        text -> {
                            if (!RecordKey.valid(text)) {
                                throw Refusal.invalid("Malformed cursor");
                            }
                            return new RecordKey(text);
                        });
    }
}
