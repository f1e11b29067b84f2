package chancery.atproto.export;

import chancery.atproto.data.CborReader;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/// Writes a whole repository that is in memory as an archive, byte by byte the one of
/// [chancery.atproto.repo.RepoExport]. Of the nodes only the links are read, and the blocks are
// written as they stand in the table.
public final class TableExport {
    private final BlockTable blocks;
    private final RepoLimits limits;
    private final CarWriter car;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();
    private final BitSet written = new BitSet();

    private TableExport(BlockTable blocks, RepoLimits limits, CarWriter car) {
        this.blocks = blocks;
        this.limits = limits;
        this.car = car;
    }

    /// Writes the repository of this commit. The stream is the caller's to buffer and close.
    public static void write(Cid commit, BlockTable blocks, RepoLimits limits, OutputStream out)
            throws IOException {
        var export = new TableExport(blocks, limits, new CarWriter(out, List.of(commit)));
        int first = export.required(commit);
        export.take(first);
        export.walk(export.required(Commit.decode(blocks.block(first)).data()));
    }

    private void walk(int root) throws IOException {
        open(root);
        while (!open.isEmpty()) {
            Frame frame = open.element();
            if (frame.at == frame.links.length) {
                open.pop();
                continue;
            }
            int link = frame.links[frame.at];
            boolean subtree = frame.at % 2 == 0;
            frame.at++;
            if (!subtree) {
                take(link);
            } else if (link != BlockTable.NONE) {
                open(link);
            }
        }
    }

    private void open(int node) throws IOException {
        if (open.size() >= limits.depthMax()) {
            throw new SyntaxException("Invalid tree: more than " + limits.depthMax() + " layers");
        }
        take(node);
        open.push(new Frame(links(blocks.reader(node))));
    }

    private void take(int number) throws IOException {
        if (!written.get(number)) {
            written.set(number);
            blocks.write(number, car);
        }
    }

    /// The links of a node in the order of its keys: at even places the subtrees, or none, and
    /// between them the records.
    private int[] links(CborReader in) {
        requireMap(in, 2);
        in.requireText("e");
        int entries = in.readArray();
        if (entries > limits.nodeEntriesMax()) {
            throw in.malformed("at most " + limits.nodeEntriesMax() + " entries");
        }
        int[] links = new int[2 * entries + 1];
        for (int i = 0; i < entries; i++) {
            requireMap(in, 4);
            in.requireText("k");
            in.readBytes();
            in.requireText("p");
            in.readInt();
            in.requireText("t");
            links[2 * i + 2] = subtree(in);
            in.requireText("v");
            links[2 * i + 1] = required(in.readLink());
        }
        in.requireText("l");
        links[0] = subtree(in);
        in.requireEnd();
        return links;
    }

    private static void requireMap(CborReader in, int size) {
        if (in.readMap() != size) {
            throw in.malformed("a map of " + size + " entries");
        }
    }

    private int subtree(CborReader in) {
        if (in.peek() == CborReader.Kind.NULL) {
            in.readNull();
            return BlockTable.NONE;
        }
        return required(in.readLink());
    }

    private int required(Cid cid) {
        int number = blocks.find(cid);
        if (number == BlockTable.NONE) {
            throw new SyntaxException("Missing block of the repository: " + cid);
        }
        return number;
    }

    /// An open node, and the next of its links.
    private static final class Frame {
        final int[] links;
        int at;

        Frame(int[] links) {
            this.links = links;
        }
    }
}
