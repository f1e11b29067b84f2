package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The nodes used last, up to a number of bytes. Sixteen stripes, so that writers of different
/// repositories seldom meet.
public final class BoundedNodeCache implements NodeCache {
    private static final int STRIPES = 16;

    private final List<Stripe> stripes = new ArrayList<>(STRIPES);

    public BoundedNodeCache(long bytesMax) {
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new Stripe(bytesMax / STRIPES));
        }
    }

    @Override
    public Optional<MstNode> find(Cid cid) {
        return stripe(cid).find(cid);
    }

    @Override
    public void add(Cid cid, MstNode node) {
        stripe(cid).add(cid, node);
    }

    /// Estimated bytes held.
    public long bytes() {
        long sum = 0;
        for (Stripe stripe : stripes) {
            sum += stripe.bytes();
        }
        return sum;
    }

    private Stripe stripe(Cid cid) {
        return stripes.get(cid.hashCode() & (STRIPES - 1));
    }

    private static final class Stripe {
        private static final int ENTRY_BYTES = 64;

        private final long bytesMax;
        private final LinkedHashMap<Cid, MstNode> nodes = new LinkedHashMap<>(64, 0.75f, true);
        private long bytes;

        Stripe(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        synchronized Optional<MstNode> find(Cid cid) {
            return Optional.ofNullable(nodes.get(cid));
        }

        synchronized void add(Cid cid, MstNode node) {
            if (nodes.putIfAbsent(cid, node) != null) {
                return;
            }
            bytes += weight(node);
            Iterator<Map.Entry<Cid, MstNode>> eldest = nodes.entrySet().iterator();
            while (bytes > bytesMax && eldest.hasNext()) {
                bytes -= weight(eldest.next().getValue());
                eldest.remove();
            }
        }

        synchronized long bytes() {
            return bytes;
        }

        private static int weight(MstNode node) {
            return ENTRY_BYTES + node.weight();
        }
    }
}
