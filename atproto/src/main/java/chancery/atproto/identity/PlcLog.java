package chancery.atproto.identity;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The history of one did:plc account, and the rules by which it grows. A key may take back what
/// less powerful keys did since an operation, for 72 hours after the first of it; what is taken
/// back stays in the history, marked. Immutable.
///
/// @param entries in the order in which the directory took them
public record PlcLog(Did did, List<PlcEntry> entries) {
    private static final Duration RECOVERY_WINDOW = Duration.ofDays(3);

    public PlcLog {
        entries = List.copyOf(entries);
    }

    /// The history of an account that is not yet registered.
    public static PlcLog empty(Did did) {
        return new PlcLog(did, List.of());
    }

    /// The entries that count.
    public List<PlcEntry> valid() {
        return entries.stream().filter(entry -> !entry.nullified()).toList();
    }

    /// The last entry that counts.
    public Optional<PlcEntry> last() {
        List<PlcEntry> valid = valid();
        return valid.isEmpty() ? Optional.empty() : Optional.of(valid.getLast());
    }

    /// What the account says about itself now; empty when it is not registered, or has ended.
    public Optional<PlcState> state() {
        return last().flatMap(entry -> entry.operation().state());
    }

    /// The history after this operation, taken at this time, or why it is refused.
    public PlcOutcome apply(PlcOperation operation, Instant now) {
        return apply(operation, now, PlcLimits.STANDARD);
    }

    /// The history after this operation under these limits.
    public PlcOutcome apply(PlcOperation operation, Instant now, PlcLimits limits) {
        Optional<String> objection = limits.objection(operation);
        if (objection.isPresent()) {
            return new PlcOutcome.Refused(objection.get());
        }
        return entries.isEmpty() ? begin(operation, now) : advance(operation, now);
    }

    private PlcOutcome begin(PlcOperation operation, Instant now) {
        Optional<PlcState> state = operation.state();
        if (state.isEmpty() || operation.prev().isPresent()) {
            return misordered();
        }
        if (operation.signer(state.get().rotationKeys()).isEmpty()) {
            return unsigned();
        }
        Did expected = operation.genesisDid();
        if (!expected.equals(did)) {
            return new PlcOutcome.Refused(
                    "Hash of genesis operation does not match DID identifier: " + expected);
        }
        return applied(List.of(), PlcEntry.of(did, operation, now));
    }

    private PlcOutcome advance(PlcOperation operation, Instant now) {
        List<PlcEntry> valid = valid();
        int at = operation.prev().map(prev -> indexOf(valid, prev)).orElse(-1);
        Optional<PlcState> before = at < 0 ? Optional.empty() : valid.get(at).operation().state();
        if (before.isEmpty()) {
            return misordered();
        }
        List<PublicKey> keys = before.get().rotationKeys();
        List<PlcEntry> disputed = valid.subList(at + 1, valid.size());
        if (!disputed.isEmpty()) {
            return recover(operation, now, keys, disputed);
        }
        return operation.signer(keys).isEmpty()
                ? unsigned()
                : applied(List.of(), PlcEntry.of(did, operation, now));
    }

    private PlcOutcome recover(
            PlcOperation operation, Instant now, List<PublicKey> keys, List<PlcEntry> disputed) {
        PlcEntry first = disputed.getFirst();
        int rank = first.operation().signer(keys).map(keys::indexOf).orElse(0);
        if (operation.signer(keys.subList(0, rank)).isEmpty()) {
            return unsigned();
        }
        Duration elapsed = Duration.between(first.createdAt(), now);
        if (elapsed.compareTo(RECOVERY_WINDOW) > 0) {
            return new PlcOutcome.Refused(
                    "Recovery operation occurred outside of the allowed 72 hr recovery window."
                            + " Time lapsed: "
                            + elapsed);
        }
        return applied(disputed, PlcEntry.of(did, operation, now));
    }

    private PlcOutcome applied(List<PlcEntry> nullified, PlcEntry added) {
        List<PlcEntry> next = new ArrayList<>(entries.size() + 1);
        for (PlcEntry entry : entries) {
            next.add(nullified.contains(entry) ? entry.asNullified() : entry);
        }
        next.add(added);
        return new PlcOutcome.Applied(new PlcLog(did, next));
    }

    private static int indexOf(List<PlcEntry> entries, Cid cid) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).cid().equals(cid)) {
                return i;
            }
        }
        return -1;
    }

    private static PlcOutcome misordered() {
        return new PlcOutcome.Refused("Operations not correctly ordered");
    }

    private static PlcOutcome unsigned() {
        return new PlcOutcome.Refused("Invalid signature on op");
    }
}
