package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.repo.RecordReader;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.sync.getRepoStatus`: whether this host serves an account; never closed.
public final class GetRepoStatus implements XrpcHandler {
    private final Visible visible;
    private final RecordReader reader;

    public GetRepoStatus(Visible visible, RecordReader reader) {
        this.visible = visible;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        Did did = Fields.did(call.params());
        Account account =
                visible.find(did)
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "RepoNotFound",
                                                "Could not find repo for DID: " + did));
        Value.Map.Builder out = status(account);
        if (account.active()) {
            out.put("rev", reader.head(did).rev().value());
        }
        return new Reply.Json(out.build());
    }

    /// `did`, `active` and, when it does not take part, `status`.
    static Value.Map.Builder status(Account account) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("did", account.did().value())
                        .put("active", account.active());
        if (!account.active()) {
            out.put("status", account.standing().wire());
        }
        return out;
    }
}
