package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// A place in the ordered sequence of entries and unopened subtrees. Who reads it decides whether a
/// subtree is opened or stepped over. Iterative; the depth is bounded.
final class MstCursor {
    private final NodeLoader loader;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();
    private @Nullable Subtree subtree;

    MstCursor(NodeLoader loader, Subtree root) {
        this.loader = loader;
        this.subtree = root;
    }

    /// A cursor at the first key that is not less than these bytes.
    static MstCursor from(NodeLoader loader, Subtree root, byte[] first) {
        MstCursor cursor = new MstCursor(loader, root);
        while (cursor.subtree != null) {
            Frame frame = cursor.push(cursor.subtree);
            while (frame.at < frame.node.size() && frame.less(first)) {
                frame.at++;
            }
            cursor.subtree = frame.node.child(frame.at);
            frame.entered = true;
        }
        cursor.settle();
        return cursor;
    }

    /// The entries whose key begins with this text.
    static Iterator<MstEntry> under(NodeLoader loader, Subtree root, String prefix) {
        byte[] first = prefix.getBytes(StandardCharsets.UTF_8);
        MstCursor cursor = from(loader, root, first);
        return cursor.entriesWhile(first);
    }

    /// Whether nothing is left.
    boolean exhausted() {
        return subtree == null && open.isEmpty();
    }

    /// The subtree here, or null when an entry is here.
    @Nullable Subtree subtree() {
        return subtree;
    }

    /// The entry here.
    MstEntry entry() {
        Frame frame = frame();
        return new MstEntry(frame.node.key(frame.at), frame.node.value(frame.at));
    }

    /// How many nodes are open.
    int depth() {
        return open.size();
    }

    /// Opens the subtree here and answers its node; what comes first in it is here then.
    MstNode open() {
        if (subtree == null) {
            throw new IllegalStateException("no subtree here");
        }
        Frame frame = push(subtree);
        subtree = null;
        settle();
        return frame.node;
    }

    /// Steps over what is here.
    void next() {
        if (subtree == null) {
            Frame frame = frame();
            frame.at++;
            frame.entered = false;
        }
        subtree = null;
        settle();
    }

    /// The entries from here on.
    Iterator<MstEntry> entries() {
        return entriesWhile(new byte[0]);
    }

    private Iterator<MstEntry> entriesWhile(byte[] prefix) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (subtree != null) {
                    open();
                }
                return !exhausted() && startsWith(entry().key().ascii(), prefix);
            }

            @Override
            public MstEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                MstEntry entry = entry();
                MstCursor.this.next();
                return entry;
            }
        };
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && MstKey.commonPrefix(key, prefix) == prefix.length;
    }

    /// Moves to the subtree before the entry here, or out of finished nodes.
    private void settle() {
        while (subtree == null && !open.isEmpty()) {
            Frame frame = frame();
            if (!frame.entered) {
                frame.entered = true;
                subtree = frame.node.child(frame.at);
            } else if (frame.at < frame.node.size()) {
                return;
            } else {
                open.pop();
            }
        }
    }

    private Frame push(Subtree child) {
        if (open.size() >= loader.limits().depthMax()) {
            throw new SyntaxException(
                    "Invalid tree: more than " + loader.limits().depthMax() + " layers");
        }
        Frame frame = new Frame(loader.load(child));
        open.push(frame);
        return frame;
    }

    private Frame frame() {
        Frame frame = open.peek();
        if (frame == null) {
            throw new NoSuchElementException();
        }
        return frame;
    }

    /// An open node: at entry `at`, the subtree before it entered or not.
    private static final class Frame {
        final MstNode node;
        int at;
        boolean entered;

        Frame(MstNode node) {
            this.node = node;
        }

        boolean less(byte[] first) {
            return Arrays.compareUnsigned(node.key(at).ascii(), first) < 0;
        }
    }
}
