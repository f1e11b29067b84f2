package chancery.appview.script.library;

import chancery.appview.json.Json;
import chancery.appview.record.Writers;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.web.Refusal;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Hosts of accounts, and blobs on them.
public final class IdentityLibrary implements HostLibrary {
    private static final int DID_BYTES_MAX = 2048;
    private static final int BLOB_BYTES_MAX = 16 << 20;

    private final DidResolver dids;
    private final Writers writers;

    public IdentityLibrary(DidResolver dids, Writers writers) {
        this.dids = dids;
        this.writers = writers;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "atproto.resolve_service_endpoint",
                        "Finds the host of an account.",
                        List.of(
                                Parameter.required(
                                        "did",
                                        new ParameterType.Text(DID_BYTES_MAX),
                                        "the account")),
                        "its address, or nil",
                        this::resolve),
                new HostFunction(
                        "atproto.upload_blob",
                        "Uploads bytes to the host of the repository that the script writes.",
                        List.of(
                                Parameter.required(
                                        "bytes",
                                        new ParameterType.Text(BLOB_BYTES_MAX),
                                        "what to upload"),
                                Parameter.optional(
                                        "type",
                                        new ParameterType.Text(256),
                                        "its media type, `application/octet-stream` when left"
                                                + " out")),
                        "the blob, as records hold it; raises `upload_blob failed: …`",
                        this::upload));
    }

    private Object resolve(HostCall call) {
        String text = call.text(1).toString();
        if (!Did.valid(text)) {
            return Nil.NIL;
        }
        call.context(Run.class).chargeHttp();
        return call.await(() -> host(Did.parse(text)))
                .<Object>map(uri -> LuaString.of(uri.toString()))
                .orElse(Nil.NIL);
    }

    private Optional<URI> host(Did did) {
        try {
            return dids.resolve(did).flatMap(DidDocument::pds);
        } catch (FetchException _) {
            return Optional.empty();
        }
    }

    private Object upload(HostCall call) {
        Run run = call.context(Run.class);
        Did repo =
                repository(run.occasion())
                        .orElseThrow(() -> failed("requires authentication (no caller_did)"));
        String type = call.has(2) ? call.text(2).toString() : "application/octet-stream";
        byte[] bytes = call.text(1).bytes();
        run.chargeWrites(1);
        run.act();
        Json.Members answer = call.await(() -> upload(run, repo, type, bytes));
        Json blob = answer.find("blob").orElse(answer);
        return JsonLua.toLua(call.state(), blob);
    }

    private static Optional<Did> repository(Occasion occasion) {
        return occasion instanceof Occasion.Procedure procedure && procedure.delegate().isPresent()
                ? procedure.delegate()
                : occasion.caller().account();
    }

    private Json.Members upload(Run run, Did repo, String type, byte[] bytes) {
        try {
            return writers.upload(
                    run.occasion().caller(), repo, type, new ByteArrayInputStream(bytes));
        } catch (Refusal refusal) {
            throw failed(refusal.text());
        }
    }

    private static LuaError failed(String reason) {
        return new LuaError("upload_blob failed: " + reason);
    }
}
