package chancery.appview.xrpc;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.Writers;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notes what is written, and answers as a host would.
final class NotedWriters implements Writers {
    final List<Did> repos = new ArrayList<>();
    final List<RepoWrite> writes = new ArrayList<>();
    Optional<WriteOutcome> next = Optional.empty();

    @Override
    public WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> asked) {
        repos.add(repo);
        writes.addAll(asked);
        return next.orElseGet(
                () ->
                        new WriteOutcome.Written(
                                asked.stream().map(write -> written(repo, write)).toList()));
    }

    private static WriteOutcome.Result written(Did repo, RepoWrite write) {
        RecordKey key =
                switch (write) {
                    case RepoWrite.Create create ->
                            create.key().orElse(RecordKey.parse("3kchosen"));
                    case RepoWrite.Put put -> put.key();
                    case RepoWrite.Delete delete -> delete.key();
                };
        AtUri uri = AtUri.of(repo, write.collection(), key);
        Json.Members answer =
                write instanceof RepoWrite.Delete
                        ? Json.Members.EMPTY
                        : Json.Members.builder().put("uri", uri.toString()).build();
        return new WriteOutcome.Result(uri, Optional.empty(), answer);
    }

    @Override
    public Json.Members upload(AppCaller caller, Did repo, String contentType, InputStream bytes) {
        try {
            return Json.Members.builder()
                    .put("repo", repo.value())
                    .put("type", contentType)
                    .put("size", bytes.readAllBytes().length)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
