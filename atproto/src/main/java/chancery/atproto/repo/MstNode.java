package chancery.atproto.repo;

import chancery.atproto.data.CborReader;
import chancery.atproto.data.CborWriter;
import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/// A node of the tree: entries in ascending order, and around them the subtrees of lower layers.
/// Immutable. The encoding knows the one shape of a node; what [#decode] accepts encodes to the
/// same bytes again.
public final class MstNode implements Subtree {
    /// The node that is the whole of a tree without keys.
    public static final MstNode EMPTY =
            new MstNode(new MstKey[0], new Cid[0], new @Nullable Subtree[1]);

    private final MstKey[] keys;
    private final Cid[] values;

    /// One more than there are keys: at `i` the subtree left of the key `i`.
    private final @Nullable Subtree[] children;

    /// Set once asked for; two threads would compute the same.
    private @Nullable Block block;

    /// The arrays are the node's from here on.
    MstNode(MstKey[] keys, Cid[] values, @Nullable Subtree[] children) {
        this.keys = keys;
        this.values = values;
        this.children = children;
    }

    /// The node in these bytes.
    public static MstNode decode(byte[] bytes, RepoLimits limits) {
        CborReader in = new CborReader(bytes);
        requireMap(in, 2);
        in.requireText("e");
        int count = in.readArray();
        if (count > limits.nodeEntriesMax()) {
            throw new SyntaxException(
                    "Invalid tree node: more than " + limits.nodeEntriesMax() + " entries");
        }
        MstKey[] keys = new MstKey[count];
        Cid[] values = new Cid[count];
        @Nullable Subtree[] children = new @Nullable Subtree[count + 1];
        byte[] previous = new byte[0];
        for (int i = 0; i < count; i++) {
            requireMap(in, 4);
            in.requireText("k");
            byte[] rest = in.readBytes();
            in.requireText("p");
            previous = key(previous, in.readInt(), rest);
            keys[i] = MstKey.wrap(previous);
            in.requireText("t");
            children[i + 1] = readChild(in);
            in.requireText("v");
            values[i] = in.readLink();
        }
        in.requireText("l");
        children[0] = readChild(in);
        in.requireEnd();
        return new MstNode(keys, values, children);
    }

    /// The number of entries.
    public int size() {
        return keys.length;
    }

    public MstKey key(int i) {
        return keys[i];
    }

    public Cid value(int i) {
        return values[i];
    }

    /// The subtree left of entry `i`, which for `i == size()` is the last one.
    public Optional<Cid> childCid(int i) {
        return Optional.ofNullable(children[i]).map(Subtree::cid);
    }

    @Override
    public Cid cid() {
        return block().cid();
    }

    /// The encoded node.
    public Block block() {
        Block known = block;
        if (known == null) {
            known = Block.ofDagCbor(encode());
            block = known;
        }
        return known;
    }

    /// Estimated bytes of memory, other nodes not counted.
    public int weight() {
        int sum = 120;
        for (MstKey key : keys) {
            sum += 150 + key.ascii().length;
        }
        for (Subtree child : children) {
            sum += child == null ? 4 : 68;
        }
        return sum;
    }

    /// The place of this key, or `-1 - i` when it would stand at `i`.
    int search(MstKey key) {
        return Arrays.binarySearch(keys, key);
    }

    @Nullable Subtree child(int i) {
        return children[i];
    }

    /// Whether there is neither an entry nor a subtree.
    public boolean bare() {
        return keys.length == 0 && children[0] == null;
    }

    MstNode withChild(int i, @Nullable Subtree child) {
        @Nullable Subtree[] changed = children.clone();
        changed[i] = child;
        return new MstNode(keys, values, changed);
    }

    MstNode withValue(int i, Cid value) {
        Cid[] changed = values.clone();
        changed[i] = value;
        return new MstNode(keys, changed, children);
    }

    /// This node with an entry at `i`, between two subtrees that replace the one there.
    MstNode withEntry(
            int i, MstKey key, Cid value, @Nullable Subtree left, @Nullable Subtree right) {
        MstKey[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
        Cid[] moreValues = Arrays.copyOf(values, keys.length + 1);
        @Nullable Subtree[] more = Arrays.copyOf(children, children.length + 1);
        System.arraycopy(keys, i, moreKeys, i + 1, keys.length - i);
        System.arraycopy(values, i, moreValues, i + 1, keys.length - i);
        System.arraycopy(children, i + 1, more, i + 2, keys.length - i);
        moreKeys[i] = key;
        moreValues[i] = value;
        more[i] = left;
        more[i + 1] = right;
        return new MstNode(moreKeys, moreValues, more);
    }

    /// This node without the entry at `i`, with one subtree for the two around it.
    MstNode withoutEntry(int i, @Nullable Subtree middle) {
        return joined(slice(0, i), slice(i + 1, keys.length), middle);
    }

    /// The entries `from` to `to` with the subtrees around them.
    MstNode slice(int from, int to) {
        return new MstNode(
                Arrays.copyOfRange(keys, from, to),
                Arrays.copyOfRange(values, from, to),
                Arrays.copyOfRange(children, from, to + 1));
    }

    /// The entries of both, with one subtree for the last of the left and the first of the right.
    static MstNode joined(MstNode left, MstNode right, @Nullable Subtree middle) {
        int size = left.size() + right.size();
        MstKey[] keys = Arrays.copyOf(left.keys, size);
        Cid[] values = Arrays.copyOf(left.values, size);
        @Nullable Subtree[] children = Arrays.copyOf(left.children, size + 1);
        System.arraycopy(right.keys, 0, keys, left.size(), right.size());
        System.arraycopy(right.values, 0, values, left.size(), right.size());
        System.arraycopy(right.children, 0, children, left.size(), right.size() + 1);
        children[left.size()] = middle;
        return new MstNode(keys, values, children);
    }

    /// This node with all subtrees by identifier, so that it holds no other node.
    MstNode detached() {
        @Nullable Subtree[] stored = children.clone();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] instanceof MstNode fresh) {
                stored[i] = new Subtree.Stored(fresh.cid());
            }
        }
        return new MstNode(keys, values, stored);
    }

    /// The bytes, encoded anew each time.
    public byte[] encode() {
        CborWriter out = new CborWriter(16 + 144 * keys.length);
        out.beginMap(2).writeText("e").beginArray(keys.length);
        byte[] previous = new byte[0];
        for (int i = 0; i < keys.length; i++) {
            byte[] key = keys[i].ascii();
            int shared = MstKey.commonPrefix(previous, key);
            out.beginMap(4).writeText("k").writeBytes(key, shared, key.length - shared);
            out.writeText("p").writeInt(shared).writeText("t");
            writeChild(out, children[i + 1]);
            out.writeText("v").writeLink(values[i]);
            previous = key;
        }
        out.writeText("l");
        writeChild(out, children[0]);
        return out.toByteArray();
    }

    /// The full key, which ascends from the previous one and shares with it exactly this prefix.
    private static byte[] key(byte[] previous, long shared, byte[] rest) {
        if (shared < 0 || shared > previous.length) {
            throw new SyntaxException("Invalid tree node: prefix longer than the key before");
        }
        int prefix = (int) shared;
        boolean ascending =
                rest.length > 0
                        && (prefix == previous.length
                                || (rest[0] & 0xff) > (previous[prefix] & 0xff));
        if (!ascending) {
            throw new SyntaxException(
                    "Invalid tree node: expected ascending keys with the longest shared prefix");
        }
        byte[] key = Arrays.copyOf(previous, prefix + rest.length);
        System.arraycopy(rest, 0, key, prefix, rest.length);
        return key;
    }

    private static void requireMap(CborReader in, int size) {
        if (in.readMap() != size) {
            throw in.malformed("a map of " + size + " entries");
        }
    }

    private static @Nullable Subtree readChild(CborReader in) {
        if (in.peek() == CborReader.Kind.NULL) {
            in.readNull();
            return null;
        }
        return new Subtree.Stored(in.readLink());
    }

    private static void writeChild(CborWriter out, @Nullable Subtree child) {
        if (child == null) {
            out.writeNull();
        } else {
            out.writeLink(child.cid());
        }
    }
}
