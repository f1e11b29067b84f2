package chancery.pds.repo;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.Diff;
import chancery.atproto.repo.Head;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.MstEntry;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.RepoState;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.Key;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Proves one stored repository: the signature of its commit, every node and record by its hash,
/// and that rows, links and blocks are exactly what the tree says. For one repository.
public final class RepoCheck {
    private final Reader reader;
    private final Did did;
    private final RepoKeys keys;
    private final Consumer<String> faults;
    private final Map<Cid, Integer> expected = new HashMap<>();
    private final Set<Key> links = new HashSet<>();
    private final Set<Cid> blobs = new HashSet<>();
    private long records;

    /// @param faults is told what is wrong, a sentence each
    public RepoCheck(Reader reader, Did did, Consumer<String> faults) {
        this.reader = reader;
        this.did = did;
        this.keys = new RepoKeys(did);
        this.faults = faults;
    }

    /// What was looked at.
    ///
    /// @param blobs the blobs that records refer to
    public record Seen(Optional<Head> head, long records, long blocks, Set<Cid> blobs) {}

    /// Looks at everything of this repository.
    public Seen run(PublicKey key) {
        Optional<Head> head = reader.get(keys.head()).map(HeadRow::decode);
        if (head.isEmpty()) {
            faults.accept("there is no head");
            return new Seen(head, 0, 0, Set.of());
        }
        try {
            commit(head.get(), key);
            tree(head.get());
        } catch (SyntaxException | IllegalStateException e) {
            faults.accept("the tree cannot be read: " + e.getMessage());
        }
        long blocks = blocks();
        rows();
        index();
        return new Seen(head, records, blocks, Set.copyOf(blobs));
    }

    private void commit(Head head, PublicKey key) {
        expected.merge(head.commit(), 1, Integer::sum);
        Optional<byte[]> block = reader.get(keys.block(head.commit())).map(BlockRow::block);
        if (block.isEmpty()) {
            faults.accept("the commit " + head.commit() + " is missing");
            return;
        }
        Commit commit = Commit.decode(block.get());
        boolean same =
                commit.did().equals(did)
                        && commit.rev().equals(head.rev())
                        && commit.data().equals(head.data());
        if (!same) {
            faults.accept("head and commit disagree");
        }
        if (!commit.signedBy(key::verify)) {
            faults.accept("the signature of commit " + head.commit() + " is wrong");
        }
    }

    private void tree(Head head) {
        BlockStore source = new BlockStore(reader, did);
        Mst tree = RepoState.at(did, head, source, NodeCache.NONE).tree();
        Mst nothing = RepoState.genesis(did, source, NodeCache.NONE).tree();
        for (Block node : Diff.of(nothing, tree).nodesAdded()) {
            expected.merge(node.cid(), 1, Integer::sum);
        }
        if (tree.empty()) {
            expected.merge(head.data(), 1, Integer::sum);
        }
        for (MstEntry entry : tree.entries()) {
            record(entry.key().path(), entry.value());
        }
    }

    private void record(RecordPath path, Cid cid) {
        records++;
        expected.merge(cid, 1, Integer::sum);
        Optional<RecordRow> row = reader.get(keys.record(path)).map(RecordRow::decode);
        if (!row.map(RecordRow::cid).equals(Optional.of(cid))) {
            faults.accept("the row of " + path + " is not what the tree says");
        }
        Optional<byte[]> block = reader.get(keys.block(cid)).map(BlockRow::block);
        if (block.isEmpty()) {
            faults.accept("the record " + path + " is missing");
        } else if (DagCbor.decode(block.get()) instanceof Value.Map value) {
            links(path, value);
        } else {
            faults.accept("the record " + path + " is no map");
        }
    }

    private void links(RecordPath path, Value.Map record) {
        BackLink.of(path.collection(), record)
                .ifPresent(link -> links.add(keys.backLink(link, path)));
        for (BlobLink link : BlobLink.typed(record)) {
            links.add(keys.blobLink(link.cid(), path));
            blobs.add(link.cid());
        }
    }

    private long blocks() {
        long seen = 0;
        Range all = Range.of(Space.BLOCK, keys.partition());
        try (Scan scan = reader.scan(all, Direction.ASCENDING)) {
            while (scan.next()) {
                seen++;
                block(scan.key(), scan.value());
            }
        }
        expected.keySet().forEach(cid -> faults.accept("block " + cid + " is missing"));
        return seen;
    }

    private void block(byte[] key, byte[] stored) {
        try {
            block(keys.blockCid(key), BlockRow.decode(stored));
        } catch (SyntaxException | IllegalStateException e) {
            faults.accept("a stored block is damaged: " + e.getMessage());
        }
    }

    private void block(Cid cid, BlockRow row) {
        if (!Cid.ofDagCbor(row.block()).equals(cid)) {
            faults.accept("block " + cid + " does not match its identifier");
        }
        Integer holders = expected.remove(cid);
        if (holders == null) {
            faults.accept("block " + cid + " is reached by nothing");
        } else if (holders != row.holders()) {
            faults.accept("block " + cid + " has " + holders + " holders, stored " + row.holders());
        }
    }

    private void rows() {
        long rows = 0;
        try (Scan scan = reader.scan(Range.prefix(keys.records()), Direction.ASCENDING)) {
            while (scan.next()) {
                rows++;
            }
        }
        if (rows != records) {
            faults.accept("the tree has " + records + " records, the rows " + rows);
        }
    }

    private void index() {
        Range all = Range.of(Space.INDEX, keys.partition());
        try (Scan scan = reader.scan(all, Direction.ASCENDING)) {
            while (scan.next()) {
                if (!links.remove(new Key(Space.INDEX, keys.partition(), scan.key()))) {
                    faults.accept("an index entry belongs to no record");
                }
            }
        }
        if (!links.isEmpty()) {
            faults.accept(links.size() + " index entries are missing");
        }
    }
}
