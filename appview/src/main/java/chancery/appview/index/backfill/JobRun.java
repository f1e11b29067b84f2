package chancery.appview.index.backfill;

import chancery.appview.index.backfill.BackfillJob.Counts;
import chancery.appview.index.backfill.BackfillJob.Stage;
import chancery.appview.index.backfill.BackfillJob.Status;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.web.Fanout;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Works a job off: finds the repositories, then their hosts, then reads them. Each stage can be
/// begun again.
final class JobRun {
    /// Before a job that broke off is tried again.
    static final Duration AGAIN = Duration.ofSeconds(5);

    private static final Duration TIME = Duration.ofHours(24);

    /// Repositories of one host that are read at one time.
    private static final int PER_HOST = 3;

    /// Repositories that are read before the job looks up.
    private static final int WINDOW = 30;

    private final JobBook book;
    private final JobParts parts;

    JobRun(JobBook book, JobParts parts) {
        this.book = book;
        this.parts = parts;
    }

    /// Runs a job to its end; what it is then.
    BackfillJob run(String id) throws InterruptedException {
        BackfillJob job = book.find(id).orElseThrow();
        List<Nsid> all = parts.registry().snapshot().collections();
        Optional<Nsid> one = job.target().collection();
        if (one.isPresent() && !all.contains(one.get())) {
            String message = "no record-type lexicon registered for collection '" + one.get() + "'";
            return book.end(id, Status.FAILED, Optional.of(message));
        }
        List<Nsid> collections = one.map(List::of).orElse(all);
        if (collections.isEmpty()) {
            String message = "no backfill-eligible collections";
            return book.end(id, Status.COMPLETED, Optional.of(message));
        }
        boolean whole = discover(job, collections) && resolve(id) && fetch(id);
        if (!whole) {
            return book.end(id, Status.CANCELLED, Optional.of("cancelled by user"));
        }
        parts.reading().show();
        return book.end(id, Status.COMPLETED, Optional.empty());
    }

    /// Whether nobody has asked the job to end.
    private boolean wanted(String id) {
        return book.find(id).filter(job -> job.status() == Status.RUNNING).isPresent();
    }

    private boolean discover(BackfillJob job, List<Nsid> collections) throws InterruptedException {
        String id = job.id();
        if (job.stage().compareTo(Stage.DISCOVERING_REPOS) > 0) {
            return wanted(id);
        }
        book.update(id, was -> was.at(Stage.DISCOVERING_REPOS));
        for (Nsid collection : collections) {
            if (!wanted(id)) {
                return false;
            }
            Optional<Did> one = job.target().did();
            if (one.isPresent()) {
                book.add(id, List.of(one.get()), collection.value());
            } else {
                here(id, collection);
                relayed(id, collection);
            }
        }
        long repos = count(id);
        book.update(id, was -> was.with(new Counts(repos, 0, 0)).at(Stage.RESOLVING_PDS));
        return wanted(id);
    }

    /// Adds the repositories here that have records of the type, as a relay does for others.
    private void here(String id, Nsid collection) {
        List<Did> dids = new ArrayList<>();
        parts.local().accounts(dids::add);
        dids.removeIf(did -> !has(did, collection));
        book.add(id, dids, collection.value());
    }

    private boolean has(Did did, Nsid collection) {
        return !parts.local().page(did, collection, Optional.empty(), 1).isEmpty();
    }

    /// Adds what the relay knows; a relay that does not answer ends the list where it is.
    private void relayed(String id, Nsid collection) throws InterruptedException {
        if (parts.relay().isEmpty()) {
            return;
        }
        URI relay = parts.relay().get();
        Optional<String> cursor = Optional.empty();
        do {
            Elsewhere.Page<Did> page;
            try {
                page = parts.elsewhere().repositories(relay, collection, cursor);
            } catch (FetchException _) {
                return;
            }
            book.add(id, page.items(), collection.value());
            Optional<String> before = cursor;
            cursor = page.next().filter(next -> !before.equals(Optional.of(next)));
        } while (cursor.isPresent() && wanted(id));
    }

    private long count(String id) {
        long count = 0;
        List<Repository> page = book.page(id, Optional.empty());
        while (!page.isEmpty()) {
            count += page.size();
            page = book.page(id, Optional.of(page.getLast().did()));
        }
        return count;
    }

    private boolean resolve(String id) {
        List<Repository> page = book.page(id, Optional.empty());
        while (!page.isEmpty()) {
            List<Repository> open =
                    page.stream().filter(r -> r.state() == Repository.State.FOUND).toList();
            for (int from = 0; from < open.size(); from += WINDOW) {
                if (!wanted(id)) {
                    return false;
                }
                List<Callable<Repository>> tasks = new ArrayList<>();
                for (Repository row : open.subList(from, Math.min(open.size(), from + WINDOW))) {
                    tasks.add(() -> resolved(row));
                }
                book.put(id, Fanout.all(tasks, TIME));
            }
            page = book.page(id, Optional.of(page.getLast().did()));
        }
        book.update(
                id,
                was -> was.stage() == Stage.RESOLVING_PDS ? was.at(Stage.FETCHING_RECORDS) : was);
        return wanted(id);
    }

    private Repository resolved(Repository row) {
        return row.ready(
                parts.repositories().here(row.did())
                        ? Optional.empty()
                        : parts.elsewhere().pds(row.did()));
    }

    private boolean fetch(String id) {
        List<Repository> page = book.page(id, Optional.empty());
        while (!page.isEmpty()) {
            List<Repository> open =
                    page.stream().filter(r -> r.state() == Repository.State.READY).toList();
            for (int from = 0; from < open.size(); from += WINDOW) {
                if (!wanted(id)) {
                    return false;
                }
                fetch(id, open.subList(from, Math.min(open.size(), from + WINDOW)));
            }
            page = book.page(id, Optional.of(page.getLast().did()));
        }
        return wanted(id);
    }

    /// Reads some repositories, few of one host at a time.
    private void fetch(String id, List<Repository> rows) {
        Map<Optional<URI>, List<Repository>> hosts =
                rows.stream().collect(Collectors.groupingBy(Repository::pds));
        List<Callable<Long>> tasks = new ArrayList<>();
        for (List<Repository> own : hosts.values()) {
            for (int lane = 0; lane < PER_HOST; lane++) {
                int first = lane;
                tasks.add(() -> read(own, first));
            }
        }
        long records = Fanout.all(tasks, TIME).stream().mapToLong(Long::longValue).sum();
        book.put(id, rows.stream().map(Repository::done).toList());
        book.update(
                id,
                was ->
                        was.with(
                                new Counts(
                                        was.counts().repos(),
                                        was.counts().processed() + rows.size(),
                                        was.counts().records() + records)));
    }

    private long read(List<Repository> rows, int first) throws InterruptedException {
        long records = 0;
        for (int i = first; i < rows.size(); i += PER_HOST) {
            Repository row = rows.get(i);
            for (String collection : row.collections()) {
                records += read(row, Nsid.parse(collection));
            }
        }
        return records;
    }

    private long read(Repository row, Nsid collection) throws InterruptedException {
        if (parts.repositories().here(row.did())) {
            return parts.reading().here(row.did(), collection, Reading.Scope.ALL);
        }
        if (row.pds().isEmpty()) {
            return 0;
        }
        try {
            return parts.reading().elsewhere(row.pds().get(), row.did(), collection);
        } catch (FetchException _) {
            return 0;
        }
    }
}
