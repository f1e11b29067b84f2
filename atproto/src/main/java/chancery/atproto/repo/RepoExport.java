package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes a whole repository as an archive in the order that lets a reader verify it as it comes:
/// the commit, the root, then depth first each left subtree, record and right subtree, no block
/// twice. The children of a node are looked up together, and so are the records of a window.
public final class RepoExport {
    /// Stands for the bytes of a record that are still to be looked up.
    private static final byte[] PENDING = new byte[0];

    private final BlockSource source;
    private final RepoLimits limits;
    private final CarWriter car;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();
    private final Set<Cid> records = new HashSet<>();
    private final List<Block> window = new ArrayList<>();
    private final List<Cid> wanted = new ArrayList<>();

    private RepoExport(BlockSource source, RepoLimits limits, CarWriter car) {
        this.source = source;
        this.limits = limits;
        this.car = car;
    }

    /// Writes the repository of this commit. The stream is the caller's to buffer and close.
    public static void write(Cid commit, BlockSource source, RepoLimits limits, OutputStream out)
            throws IOException {
        CarWriter car = new CarWriter(out, List.of(commit));
        byte[] bytes = required(source.findAll(List.of(commit)), commit);
        car.write(commit, bytes);
        new RepoExport(source, limits, car).walk(Commit.decode(bytes).data());
    }

    private void walk(Cid root) throws IOException {
        open(root, required(source.findAll(List.of(root)), root));
        while (!open.isEmpty()) {
            Frame frame = open.element();
            if (frame.at > frame.node.size()) {
                open.pop();
            } else if (frame.between) {
                frame.between = false;
                Cid child = frame.childCid();
                if (child != null) {
                    open(child, required(frame.children, child));
                }
            } else {
                record(frame);
            }
        }
        flush();
    }

    /// Takes the record here and moves on.
    private void record(Frame frame) throws IOException {
        if (frame.at < frame.node.size() && records.add(frame.node.value(frame.at))) {
            Cid cid = frame.node.value(frame.at);
            wanted.add(cid);
            window.add(new Block(cid, PENDING));
        }
        frame.at++;
        frame.between = true;
        if (wanted.size() >= limits.exportBatchMax()) {
            flush();
        }
    }

    private void open(Cid cid, byte[] bytes) {
        if (open.size() >= limits.depthMax()) {
            throw new SyntaxException("Invalid tree: more than " + limits.depthMax() + " layers");
        }
        window.add(new Block(cid, bytes));
        MstNode node = MstNode.decode(bytes, limits);
        List<Cid> children = new ArrayList<>(node.size() + 1);
        for (int i = 0; i <= node.size(); i++) {
            node.childCid(i).ifPresent(children::add);
        }
        open.push(new Frame(node, children.isEmpty() ? Map.of() : source.findAll(children)));
    }

    private void flush() throws IOException {
        Map<Cid, byte[]> found = source.findAll(wanted);
        for (Block block : window) {
            boolean pending = block.bytes() == PENDING;
            car.write(block.cid(), pending ? required(found, block.cid()) : block.bytes());
        }
        window.clear();
        wanted.clear();
    }

    private static byte[] required(Map<Cid, byte[]> found, Cid cid) {
        byte[] bytes = found.get(cid);
        if (bytes == null) {
            throw new SyntaxException("Missing block of the repository: " + cid);
        }
        return bytes;
    }

    /// An open node: before entry `at`, the subtree between still to be visited or not.
    private static final class Frame {
        final MstNode node;
        final Map<Cid, byte[]> children;
        int at;
        boolean between = true;

        Frame(MstNode node, Map<Cid, byte[]> children) {
            this.node = node;
            this.children = children;
        }

        @Nullable Cid childCid() {
            Subtree child = node.child(at);
            return child == null ? null : child.cid();
        }
    }
}
