package chancery.pds.xrpc.sync;

import chancery.atproto.data.Value;
import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.account.Directory;
import chancery.pds.repo.RecordReader;
import chancery.pds.xrpc.Fields;
import chancery.web.Refusal;
import chancery.web.xrpc.Call;
import chancery.web.xrpc.Reply;
import chancery.web.xrpc.XrpcHandler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `com.atproto.sync.listRepos`: all repositories, oldest account first. The cursor is
/// `<milliseconds>::<did>` of the last one.
public final class ListRepos implements XrpcHandler {
    private static final String SEPARATOR = "::";

    private final Directory directory;
    private final Visible visible;
    private final RecordReader reader;

    public ListRepos(Directory directory, Visible visible, RecordReader reader) {
        this.directory = directory;
        this.visible = visible;
        this.reader = reader;
    }

    @Override
    public Reply handle(Call call) {
        Value.Map params = call.params();
        Optional<Directory.Listed> after = params.text("cursor").map(ListRepos::parse);
        List<Directory.Listed> page = directory.list(after, Fields.number(params, "limit"));
        List<Value.Map> repos = new ArrayList<>();
        for (Directory.Listed listed : page) {
            visible.find(listed.did()).map(this::view).ifPresent(repos::add);
        }
        Value.Map.Builder out = Value.Map.builder().put("repos", repos);
        if (!page.isEmpty()) {
            out.put("cursor", cursor(page.getLast()));
        }
        return new Reply.Json(out.build());
    }

    private Value.Map view(Account account) {
        Head head = reader.head(account.did());
        return GetRepoStatus.status(account)
                .put("head", head.commit().toString())
                .put("rev", head.rev().value())
                .build();
    }

    private static String cursor(Directory.Listed listed) {
        return listed.createdAt().toEpochMilli() + SEPARATOR + listed.did();
    }

    private static Directory.Listed parse(String cursor) {
        int at = cursor.indexOf(SEPARATOR);
        try {
            long millis = Long.parseLong(cursor.substring(0, Math.max(0, at)));
            String did = cursor.substring(at + SEPARATOR.length());
            if (millis >= 0 && Did.valid(did)) {
                return new Directory.Listed(Instant.ofEpochMilli(millis), new Did(did));
            }
        } catch (NumberFormatException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return Refusal.invalid("Malformed cursor");
    }
}
