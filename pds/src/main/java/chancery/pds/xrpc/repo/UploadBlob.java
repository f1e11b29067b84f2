package chancery.pds.xrpc.repo;

import chancery.atproto.data.Value;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.blob.BlobIntake;
import chancery.pds.limit.PdsLimits;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

/// `com.atproto.repo.uploadBlob`: bytes that a record may refer to from now on. Deactivated
/// accounts may upload, as moving in needs it.
public final class UploadBlob implements XrpcHandler {
    private final AccountGate gate;
    private final BlobIntake intake;
    private final PdsLimits limits;

    public UploadBlob(AccountGate gate, BlobIntake intake, PdsLimits limits) {
        this.gate = gate;
        this.intake = intake;
        this.limits = limits;
    }

    @Override
    public Reply handle(Call call) {
        Account account = gate.caller(RepoInput.did(call));
        Call.Input.Bytes sent = call.bytes();
        BlobIntake.Uploaded blob =
                intake.take(
                        account.did(), sent.contentType(), sent.stream(), limits.blobBytesMax());
        return new Reply.Json(Value.Map.of("blob", blob.reference()));
    }
}
