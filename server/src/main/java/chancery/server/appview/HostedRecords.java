package chancery.server.appview;

import chancery.appview.index.backfill.LocalRecords;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.pds.account.Directory;
import chancery.pds.account.Directory.Listed;
import chancery.pds.local.LocalRepos;
import chancery.pds.repo.RecordReader;
import chancery.store.KeyValue;
import chancery.store.Reader.Direction;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The records of the personal data server, as the index reads them when it begins anew.
public final class HostedRecords implements LocalRecords {
    private static final int PAGE = 500;

    private final Directory directory;
    private final RecordReader reader;
    private final LocalRepos repos;

    public HostedRecords(KeyValue store, LocalRepos repos, InstantSource clock) {
        this.directory = new Directory(store, clock);
        this.reader = new RecordReader(store);
        this.repos = repos;
    }

    @Override
    public void accounts(Consumer<Did> each) {
        List<Listed> page = directory.list(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.stream().map(Listed::did).filter(repos::here).forEach(each);
            page = directory.list(Optional.of(page.getLast()), PAGE);
        }
    }

    @Override
    public List<Found> page(Did did, Nsid collection, Optional<RecordKey> after, int max) {
        return reader.list(did, collection, after, Direction.ASCENDING, max).stream()
                .map(r -> new Found(r.path(), r.cid(), JsonText.of(r.value())))
                .toList();
    }
}
