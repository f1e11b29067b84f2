package chancery.pds.verify;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.repo.Head;
import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.account.Account;
import chancery.pds.account.Accounts;
import chancery.pds.account.Directory;
import chancery.pds.repo.BlobRow;
import chancery.pds.repo.BlobRows;
import chancery.pds.repo.RepoCheck;
import chancery.pds.repo.SigningKeys;
import chancery.store.Blobs;
import chancery.store.KeyValue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Proves every account of the directory: its repository from the signature up, its blobs by their
/// hash. Keeps the heads for the proof of the log.
final class RepositoryProof {
    private static final int PAGE = 1_000;

    private final KeyValue store;
    private final Blobs blobs;
    private final SigningKeys keys;
    private final Directory directory;
    private final Accounts accounts;
    private final Map<Did, Head> heads = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> blobFaults = new ArrayList<>();
    private long repositories;
    private long records;
    private long blocks;
    private long blobsSeen;

    RepositoryProof(
            KeyValue store, Blobs blobs, SigningKeys keys, Directory directory, Accounts accounts) {
        this.store = store;
        this.blobs = blobs;
        this.keys = keys;
        this.directory = directory;
        this.accounts = accounts;
    }

    /// Looks at all of them.
    List<Finding> run() {
        Optional<Directory.Listed> last = Optional.empty();
        while (true) {
            List<Directory.Listed> page = directory.list(last, PAGE);
            for (Directory.Listed listed : page) {
                prove(listed.did());
            }
            if (page.isEmpty()) {
                return findings();
            }
            last = Optional.of(page.getLast());
        }
    }

    /// Where the proved repositories stand.
    Map<Did, Head> heads() {
        return heads;
    }

    private List<Finding> findings() {
        return List.of(
                new Finding("repositories", repositories, faults),
                new Finding("records", records, List.of()),
                new Finding("blocks", blocks, List.of()),
                new Finding("blobs", blobsSeen, blobFaults));
    }

    private void prove(Did did) {
        repositories++;
        Consumer<String> report = text -> faults.add(did + ": " + text);
        Optional<Account> account = accounts.find((AtIdentifier) did);
        if (account.isEmpty()) {
            report.accept("listed, but there is no account");
            return;
        }
        if (!directory.find(account.get().handle()).equals(Optional.of(did))) {
            report.accept("the handle " + account.get().handle() + " is somebody else's");
        }
        PublicKey key = keys.get(did).publicKey();
        RepoCheck.Seen seen = new RepoCheck(store, did, report).run(key);
        seen.head().ifPresent(head -> heads.put(did, head));
        records += seen.records();
        blocks += seen.blocks();
        blobs(did, seen.blobs());
    }

    private void blobs(Did did, Set<Cid> referred) {
        BlobRows rows = new BlobRows(store);
        for (Cid cid : referred) {
            blobsSeen++;
            Optional<BlobRow> row = rows.find(did, cid);
            if (row.filter(BlobRow::permanent).isEmpty()) {
                blobFaults.add(did + ": blob " + cid + " has no permanent row");
            } else if (!stored(did, cid)) {
                blobFaults.add(did + ": the bytes of blob " + cid + " are missing or changed");
            }
        }
    }

    private boolean stored(Did did, Cid cid) {
        Optional<Blobs.Content> found = blobs.open(did.value(), cid.digest());
        if (found.isEmpty()) {
            return false;
        }
        try (Blobs.Content content = found.get();
                InputStream in = content.read(0, content.size())) {
            return Cid.ofRaw(in.readAllBytes()).equals(cid);
        } catch (IOException e) {
            return false;
        }
    }
}
