package chancery.appview.session;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.record.RemoteWriter;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.session.HostCalls.Called;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Writes repositories at the hosts of their owners.
public final class HostWriter implements RemoteWriter {
    private static final String OVER = "session expired, please re-authenticate";
    private static final String JSON = "application/json";
    private static final int UPLOADS = 8;

    private final HostCalls calls;
    private final int uploadBytes;
    private final Semaphore uploads = new Semaphore(UPLOADS);

    /// @param uploadBytes of one blob
    public HostWriter(HostCalls calls, int uploadBytes) {
        this.calls = calls;
        this.uploadBytes = uploadBytes;
    }

    @Override
    public WriteOutcome write(AppCaller.Remote caller, Did repo, RepoWrite write) {
        byte[] body = body(repo, write).write().getBytes(StandardCharsets.UTF_8);
        return switch (calls.post(caller.clientId(), repo, method(write), JSON, body)) {
            case Called.LoggedOut _ -> new WriteOutcome.LoggedOut(OVER);
            case Called.Answered answered -> outcome(repo, write, answered);
        };
    }

    private static String method(RepoWrite write) {
        return "com.atproto.repo."
                + switch (write) {
                    case RepoWrite.Create _ -> "createRecord";
                    case RepoWrite.Put _ -> "putRecord";
                    case RepoWrite.Delete _ -> "deleteRecord";
                };
    }

    private static Json.Members body(Did repo, RepoWrite write) {
        Json.Builder body =
                Json.Members.builder()
                        .put("repo", repo.value())
                        .put("collection", write.collection().value());
        switch (write) {
            case RepoWrite.Create(_, var key, var record) -> {
                key.ifPresent(rkey -> body.put("rkey", rkey.value()));
                body.put("record", record);
            }
            case RepoWrite.Put(_, var key, var record, var swap) -> {
                body.put("rkey", key.value()).put("record", record);
                swap.ifPresent(cid -> body.put("swapRecord", cid.toString()));
            }
            case RepoWrite.Delete(_, var key, var swap) -> {
                body.put("rkey", key.value());
                swap.ifPresent(cid -> body.put("swapRecord", cid.toString()));
            }
        }
        return body.build();
    }

    private static WriteOutcome outcome(Did repo, RepoWrite write, Called.Answered answered) {
        Json.Members answer = answered.json();
        if (!answered.good()) {
            return answer.text("error").equals(Optional.of("InvalidSwap"))
                    ? new WriteOutcome.Conflict(answer.text("message").orElse("InvalidSwap"))
                    : new WriteOutcome.Refused(answered.answer().status(), answered.text());
        }
        if (write instanceof RepoWrite.Delete(var collection, var key, _)) {
            AtUri uri = AtUri.of(repo, collection, key);
            return written(new WriteOutcome.Result(uri, Optional.empty(), answer));
        }
        try {
            return written(
                    new WriteOutcome.Result(
                            AtUri.parse(answer.text("uri").orElse("")),
                            Optional.of(Cid.parse(answer.text("cid").orElse(""))),
                            answer));
        } catch (SyntaxException _) {
            throw new Refusal(
                    Refusal.Kind.UPSTREAM_FAILED, "", "the PDS does not say what it wrote");
        }
    }

    private static WriteOutcome written(WriteOutcome.Result result) {
        return new WriteOutcome.Written(List.of(result));
    }

    @Override
    public Json.Members upload(
            AppCaller.Remote caller, Did repo, String contentType, InputStream bytes) {
        if (!uploads.tryAcquire()) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "", "too many uploads at this moment")
                    .header("retry-after", "1");
        }
        try {
            byte[] body = read(bytes);
            String method = "com.atproto.repo.uploadBlob";
            return switch (calls.post(caller.clientId(), repo, method, contentType, body)) {
                case Called.LoggedOut _ ->
                        throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "", OVER);
                case Called.Answered answered when answered.good() -> answered.json();
                case Called.Answered answered -> throw refused(answered);
            };
        } finally {
            uploads.release();
        }
    }

    private byte[] read(InputStream bytes) {
        try {
            byte[] body = bytes.readNBytes(uploadBytes + 1);
            if (body.length <= uploadBytes) {
                return body;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new Refusal(
                Refusal.Kind.TOO_LARGE, "", "a blob has at most " + uploadBytes + " bytes");
    }

    private static Refusal refused(Called.Answered answered) {
        Refusal.Kind kind =
                switch (answered.answer().status()) {
                    case 400 -> Refusal.Kind.INVALID;
                    case 401 -> Refusal.Kind.UNAUTHENTICATED;
                    case 403 -> Refusal.Kind.FORBIDDEN;
                    case 413 -> Refusal.Kind.TOO_LARGE;
                    case 415 -> Refusal.Kind.UNSUPPORTED_TYPE;
                    case 429 -> Refusal.Kind.TOO_MANY;
                    default -> Refusal.Kind.UPSTREAM_FAILED;
                };
        Json.Members body = answered.json();
        String name = body.text("error").orElse("");
        return new Refusal(kind, name, body.text("message").orElse("the PDS refused the upload"));
    }
}
