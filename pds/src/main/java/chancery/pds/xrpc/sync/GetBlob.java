package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.repo.BlobRow;
import chancery.pds.repo.BlobRows;
import chancery.pds.xrpc.Fields;
import chancery.store.Blobs;
import chancery.web.Refusal;
import chancery.web.http.Response;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// `com.atproto.sync.getBlob`: the bytes of a blob that a record refers to, never to be shown as a
/// page of this origin.
public final class GetBlob implements XrpcHandler {
    private final Visible visible;
    private final BlobRows rows;
    private final Blobs blobs;

    public GetBlob(Visible visible, BlobRows rows, Blobs blobs) {
        this.visible = visible;
        this.rows = rows;
        this.blobs = blobs;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Account account = visible.require(call);
        Cid cid = Fields.cid(params, "cid").orElseThrow(GetBlob::notFound);
        BlobRow row =
                rows.find(account.did(), cid)
                        .filter(BlobRow::permanent)
                        .orElseThrow(GetBlob::notFound);
        Response.Writer writer = out -> copy(account.did(), cid, out);
        return new Reply.Bytes(
                MediaTypes.safe(row.mimeType()),
                headers(cid, row),
                new Response.Body.Streamed(writer));
    }

    private static Map<String, String> headers(Cid cid, BlobRow row) {
        return Map.of(
                "content-length", Long.toString(row.size()),
                "x-content-type-options", "nosniff",
                "content-disposition", "attachment; filename=\"" + cid + "\"",
                "content-security-policy", "default-src 'none'; sandbox",
                "cross-origin-resource-policy", "cross-origin");
    }

    private void copy(Did did, Cid cid, OutputStream out) throws IOException {
        try (Blobs.Content content =
                        blobs.open(did.value(), cid.digest()).orElseThrow(GetBlob::notFound);
                InputStream in = content.read(0, content.size())) {
            in.transferTo(out);
        }
    }

    private static Refusal notFound() {
        return Refusal.invalid("BlobNotFound", "Blob not found");
    }
}
