package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.RecordReader;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.util.List;
import java.util.Optional;

/// `com.atproto.repo.describeRepo`: whose repository it is and which collections it has.
public final class DescribeRepo implements XrpcHandler {
    private final AccountGate gate;
    private final RecordReader reader;
    private final DidResolver dids;

    public DescribeRepo(AccountGate gate, RecordReader reader, DidResolver dids) {
        this.gate = gate;
        this.reader = reader;
        this.dids = dids;
    }

    @Override
    public Reply handle(Call call) {
        Account account = gate.repository(Fields.repo(call.params()));
        DidDocument document =
                document(account.did())
                        .orElseThrow(
                                () -> Refusal.invalid("Could not resolve DID: " + account.did()));
        List<Value.Text> collections =
                reader.collections(account.did()).stream()
                        .map(nsid -> new Value.Text(nsid.value()))
                        .toList();
        boolean correct = document.handle().equals(Optional.of(account.handle()));
        return new Reply.Json(
                Value.Map.builder()
                        .put("handle", account.handle().value())
                        .put("did", account.did().value())
                        .put("didDoc", document.json())
                        .put("collections", collections)
                        .put("handleIsCorrect", correct)
                        .build());
    }

    private Optional<DidDocument> document(Did did) {
        try {
            return dids.resolve(did);
        } catch (FetchException e) {
            return Optional.empty();
        }
    }
}
