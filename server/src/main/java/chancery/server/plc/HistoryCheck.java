package chancery.server.plc;

import chancery.atproto.identity.PlcEntry;
import chancery.atproto.identity.PlcLog;
import chancery.atproto.identity.PlcOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.server.verify.Check;
import chancery.server.verify.Report;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Scan;
import chancery.store.Space;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Replays every history of the directory: each signature, each predecessor, each recovery.
public final class HistoryCheck implements Check {
    private final Reader store;

    public HistoryCheck(Reader store) {
        this.store = store;
    }

    @Override
    public Report run() {
        List<String> faults = new ArrayList<>();
        long count = 0;
        byte[] prefix = StoredDirectory.PARTITION_PREFIX.getBytes(StandardCharsets.UTF_8);
        try (Scan scan =
                store.scan(Range.prefix(Space.DIRECTORY, prefix), Reader.Direction.ASCENDING)) {
            while (scan.next()) {
                count++;
                String name = name(scan.key());
                fault(name, scan.value()).ifPresent(what -> faults.add(name + ": " + what));
            }
        }
        return new Report("did:plc histories", count, faults);
    }

    private static String name(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return text.substring(
                StoredDirectory.PARTITION_PREFIX.length(), end < 0 ? text.length() : end);
    }

    private static Optional<String> fault(String name, byte[] value) {
        try {
            Did did = Did.parse(name);
            return replayed(StoredDirectory.decode(did, value));
        } catch (SyntaxException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> replayed(PlcLog stored) {
        PlcLog log = PlcLog.empty(stored.did());
        for (PlcEntry entry : stored.entries()) {
            switch (log.apply(entry.operation(), entry.createdAt())) {
                case PlcOutcome.Refused(var message) -> {
                    return Optional.of(entry.cid() + ": " + message);
                }
                case PlcOutcome.Applied(var next) -> log = next;
            }
        }
        return log.equals(stored)
                ? Optional.empty()
                : Optional.of("entries are marked as taken back that are not, or the reverse");
    }
}
