package chancery.pds.local;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.AccountGate;
import chancery.pds.blob.BlobIntake;
import chancery.pds.limit.PdsLimits;
import chancery.pds.repo.LegacyProfile;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordReader;
import chancery.pds.repo.RepoLocks;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.Written;
import chancery.store.KeyValue;
import chancery.web.Refusal;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The repositories of this host, for another door that has checked its caller.
public final class LocalRepos {
    private final AccountGate gate;
    private final RecordDesk desk;
    private final RepoWriter writer;
    private final RepoLocks locks;
    private final BlobIntake intake;
    private final PdsLimits limits;
    private final RecordReader reader;
    private final LegacyProfile legacy;

    public LocalRepos(
            KeyValue store,
            AccountGate gate,
            RecordDesk desk,
            RepoWriter writer,
            RepoLocks locks,
            BlobIntake intake,
            PdsLimits limits) {
        this.gate = gate;
        this.desk = desk;
        this.writer = writer;
        this.locks = locks;
        this.intake = intake;
        this.limits = limits;
        this.reader = new RecordReader(store);
        this.legacy = new LegacyProfile(store);
    }

    /// Whether this account is one of this host, and active.
    public boolean here(Did did) {
        return gate.active((AtIdentifier) did).isPresent();
    }

    /// A record as it is now.
    public Optional<RecordReader.Stored> find(Did did, RecordPath path) {
        return reader.find(did, path);
    }

    /// Does writes to different records as one commit with one event, or none of them. Records are
    /// checked where their schema is known.
    ///
    /// @throws Refusal as those methods and `applyWrites` refuse; nothing has changed then
    public LocalCommit commit(Did did, List<LocalWrite> writes) {
        if (writes.isEmpty()) {
            throw Refusal.invalid("No writes: nothing to do");
        }
        if (writes.size() > limits.writesMax()) {
            throw Refusal.invalid("Too many writes. Max: " + limits.writesMax());
        }
        gate.writer((AtIdentifier) did, did);
        List<Change> changes = changes(did, writes);
        requireDifferent(changes);
        Written written = writer.write(did, repo -> Change.drafts(changes, repo));
        return new LocalCommit(written, changes.stream().map(Change::result).toList());
    }

    /// Runs work that reads this repository and commits to it, while nobody else writes it.
    public <T> T inTurn(Did did, Supplier<T> work) {
        return locks.inTurn(did, work);
    }

    /// Takes bytes in that a record may refer to from now on; answers the reference.
    ///
    /// @throws Refusal as `uploadBlob` refuses
    public Value.Map upload(Did did, String contentType, InputStream bytes) {
        gate.caller(did);
        return intake.take(did, contentType, bytes, limits.blobBytesMax()).reference();
    }

    private List<Change> changes(Did did, List<LocalWrite> writes) {
        List<Change> changes = new ArrayList<>(writes.size());
        boolean alone = writes.size() == 1;
        for (LocalWrite write : writes) {
            changes.add(
                    switch (write) {
                        case LocalWrite.Create(var collection, var key, var record) ->
                                new Change.Create(
                                        desk.prepare(submission(collection, key, record)), alone);
                        case LocalWrite.Put(var path, var record, var swap) ->
                                new Change.Put(desk.prepare(put(did, path, record)), swap);
                        case LocalWrite.Delete(var path, var swap) -> new Change.Delete(path, swap);
                    });
        }
        return changes;
    }

    private RecordDesk.Submission put(Did did, RecordPath path, Value.Map record) {
        return submission(
                path.collection(), Optional.of(path.key()), legacy.upgrade(did, path, record));
    }

    private static RecordDesk.Submission submission(
            Nsid collection, Optional<RecordKey> key, Value.Map record) {
        return new RecordDesk.Submission(
                collection, key, record, RecordDesk.Check.IF_KNOWN, "$.record");
    }

    private static void requireDifferent(List<Change> changes) {
        Set<RecordPath> paths = new HashSet<>();
        for (Change change : changes) {
            if (!paths.add(change.path())) {
                throw Refusal.invalid("Two writes to one record: " + change.path());
            }
        }
    }
}
