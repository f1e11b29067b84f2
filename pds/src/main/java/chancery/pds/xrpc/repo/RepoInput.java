package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RecordDesk.Check;
import chancery.pds.repo.Written;
import chancery.pds.xrpc.Fields;
import chancery.web.auth.Caller;
import chancery.web.xrpc.Call;

import java.util.Optional;

/// What the four writing methods have in common on the wire.
final class RepoInput {
    private RepoInput() {}

    /// The caller's account, which the input names as `repo`.
    static Account writer(AccountGate gate, Call call) {
        return gate.writer(Fields.repo(call.json()), did(call));
    }

    /// The account a session belongs to, or that signed a service token.
    static Did did(Call call) {
        if (call.caller() instanceof Caller.Session(var did, _)) {
            return did;
        }
        if (call.caller() instanceof Caller.Service(var issuer)) {
            return issuer;
        }
        throw new IllegalStateException(call.method() + " was called without a session");
    }

    static Check check(Value.Map input) {
        Optional<Boolean> validate = Fields.flag(input, "validate");
        if (validate.isEmpty()) {
            return Check.IF_KNOWN;
        }
        return validate.get() ? Check.REQUIRED : Check.NONE;
    }

    static Optional<Cid> swapCommit(Value.Map input) {
        return Fields.cid(input, "swapCommit");
    }

    static String uri(Did did, RecordPath path) {
        return "at://" + did + "/" + path;
    }

    /// `uri`, `cid` and, where the record was checked, `validationStatus`.
    static Value.Map.Builder written(Did did, PreparedRecord record) {
        Value.Map.Builder out =
                Value.Map.builder()
                        .put("uri", uri(did, record.path()))
                        .put("cid", record.cid().toString());
        record.status().ifPresent(status -> out.put("validationStatus", status));
        return out;
    }

    /// Adds `commit`, unless nothing changed.
    static Value.Map.Builder commit(Value.Map.Builder out, Written written) {
        return switch (written) {
            case Written.Unchanged _ -> out;
            case Written.Committed(var cid, var rev) ->
                    out.put(
                            "commit",
                            Value.Map.builder()
                                    .put("cid", cid.toString())
                                    .put("rev", rev.value())
                                    .build());
        };
    }
}
