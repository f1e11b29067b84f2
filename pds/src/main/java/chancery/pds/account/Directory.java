package chancery.pds.account;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must be unique on this server: handles, e-mails and the list of accounts by age. A name is
/// claimed first, for a while, then the account is written in its own partition, then the claim is
/// confirmed; a claim whose time is over is confirmed or ended by what the account's row says.
public final class Directory {
    private static final Partition PARTITION = new Partition("directory");
    private static final Duration CLAIM_KEPT = Duration.ofMinutes(5);

    private final KeyValue store;
    private final InstantSource clock;

    public Directory(KeyValue store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// How a claim ended.
    public enum Claim {
        CLAIMED,
        HANDLE_TAKEN,
        EMAIL_TAKEN
    }

    /// Claims the names of an account that is about to be written.
    public Claim claim(Did did, Handle handle, Optional<Email> email) {
        byte[] pending = entry(did, Optional.of(clock.instant().plus(CLAIM_KEPT)));
        Key handleKey = handleKey(handle);
        Batch batch = new Batch().requireAbsent(handleKey).put(handleKey, pending);
        email.ifPresent(e -> batch.requireAbsent(emailKey(e)).put(emailKey(e), pending));
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> Claim.CLAIMED;
            case Outcome.Conflict(var key) ->
                    key.equals(handleKey) ? Claim.HANDLE_TAKEN : Claim.EMAIL_TAKEN;
        };
    }

    /// Makes the claims of a written account permanent and lists it.
    public void confirm(Account account) {
        byte[] confirmed = entry(account.did(), Optional.empty());
        Batch batch = new Batch().put(handleKey(account.handle()), confirmed);
        account.email().ifPresent(email -> batch.put(emailKey(email), confirmed));
        batch.put(listKey(account.createdAt(), account.did()), new byte[0]);
        store.commit(batch);
    }

    /// Gives claimed names back, where they are still this account's pending claims.
    public void release(Did did, Handle handle, Optional<Email> email) {
        release(did, handleKey(handle));
        email.ifPresent(e -> release(did, emailKey(e)));
    }

    /// Who has this handle or is about to.
    public Optional<Did> find(Handle handle) {
        return store.get(handleKey(handle)).map(bytes -> Entry.decode(bytes).did());
    }

    /// Who has this e-mail or is about to.
    public Optional<Did> find(Email email) {
        return store.get(emailKey(email)).map(bytes -> Entry.decode(bytes).did());
    }

    /// Accounts by age, oldest first, after a place in the list.
    public List<Listed> list(Optional<Listed> after, int max) {
        Range all = Range.prefix(PARTITION.key(Space.DIRECTORY, "l/"));
        Range range =
                after.map(a -> all.after(listKey(a.createdAt(), a.did()).bytes())).orElse(all);
        List<Listed> page = new ArrayList<>();
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (page.size() < max && scan.next()) {
                page.add(Listed.of(scan.key()));
            }
        }
        return page;
    }

    /// Claims whose time is over.
    List<Stale> stale() {
        Instant now = clock.instant();
        List<Stale> stale = new ArrayList<>();
        for (String kind : List.of("h/", "e/")) {
            try (Scan scan =
                    store.scan(
                            Range.prefix(PARTITION.key(Space.DIRECTORY, kind)),
                            Direction.ASCENDING)) {
                while (scan.next()) {
                    Entry entry = Entry.decode(scan.value());
                    if (entry.until().filter(until -> until.isBefore(now)).isPresent()) {
                        stale.add(new Stale(scan.key(), scan.value(), entry.did()));
                    }
                }
            }
        }
        return stale;
    }

    /// Ends a claim nobody made good.
    void end(Stale claim) {
        Key key = new Key(Space.DIRECTORY, PARTITION, claim.key());
        store.commit(new Batch().requireEqual(key, claim.value()).delete(key));
    }

    /// A place in the list of accounts.
    public record Listed(Instant createdAt, Did did) {
        private static final int HEAD = PARTITION.prefix().length + 2;

        private static Listed of(byte[] key) {
            long millis = ByteBuffer.wrap(key).getLong(HEAD);
            String did = new String(key, HEAD + 8, key.length - HEAD - 8, StandardCharsets.UTF_8);
            return new Listed(Instant.ofEpochMilli(millis), new Did(did));
        }
    }

    /// A claim whose time is over, as it stands.
    record Stale(byte[] key, byte[] value, Did did) {}

    private void release(Did did, Key key) {
        Optional<byte[]> value = store.get(key);
        if (value.isEmpty()) {
            return;
        }
        Entry entry = Entry.decode(value.get());
        if (entry.did().equals(did) && entry.until().isPresent()) {
            store.commit(new Batch().requireEqual(key, value.get()).delete(key));
        }
    }

    private static Key handleKey(Handle handle) {
        return PARTITION.key(Space.DIRECTORY, "h/" + handle.value());
    }

    private static Key emailKey(Email email) {
        return PARTITION.key(Space.DIRECTORY, "e/" + email.value());
    }

    private static Key listKey(Instant createdAt, Did did) {
        byte[] name = did.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer suffix = ByteBuffer.allocate(10 + name.length);
        suffix.put((byte) 'l').put((byte) '/').putLong(createdAt.toEpochMilli()).put(name);
        return PARTITION.key(Space.DIRECTORY, suffix.array());
    }

    private static byte[] entry(Did did, Optional<Instant> until) {
        Value.Map.Builder row = Value.Map.builder().put("did", did.value());
        until.ifPresent(u -> row.put("until", u.toEpochMilli()));
        return DagCbor.encode(row.build());
    }

    /// Who has a name, and until when if only claimed.
    private record Entry(Did did, Optional<Instant> until) {
        static Entry decode(byte[] bytes) {
            if (DagCbor.decode(bytes) instanceof Value.Map row && row.contains("did")) {
                return new Entry(
                        new Did(row.text("did").orElseThrow()),
                        row.integer("until").map(Instant::ofEpochMilli));
            }
            throw new IllegalStateException("an entry of the directory is damaged");
        }
    }
}
