package chancery.pds;

import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.account.Account;
import chancery.pds.account.Email;
import chancery.pds.limit.PdsLimits;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RecordDesk.Check;
import chancery.pds.repo.RecordDesk.Submission;
import chancery.pds.repo.RepoCheck;
import chancery.pds.repo.SigningKeys;
import chancery.pds.signup.SignUp;
import chancery.store.Cells;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.StoreLimits;
import chancery.store.memory.MemoryBlobs;
import chancery.store.memory.MemoryStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A personal data server on the memory engine with four cells, a directory of identities of its
/// own and a clock that stands still.
final class Kit {
    static final Nsid NOTES = Nsid.parse("com.example.note");
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Path SCRATCH = scratch();

    final MovableClock clock = new MovableClock();
    final FakePlc plc = new FakePlc();
    final MemoryStore store = new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime);
    final MemoryBlobs blobs = new MemoryBlobs();
    final PdsConfig config =
            new PdsConfig(
                    URI.create("http://localhost:2583"),
                    Did.parse("did:web:localhost"),
                    List.of(".test"),
                    Optional.of("admin"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
    final PdsPorts ports;
    final PdsParts parts;
    final RecordDesk desk;
    private final SigningKeys keys;

    Kit() {
        this(new SecureRandom());
    }

    Kit(SecureRandom random) {
        AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
        Sealer sealer = new Sealer(MasterKey.of(new byte[32]), List.of(), random);
        ports =
                new PdsPorts(
                        store,
                        blobs,
                        sealer,
                        SCRATCH,
                        new PdsPorts.Identity(plc, plc, handle -> Optional.empty()),
                        () -> CATALOG,
                        new PdsPorts.Time(clock, micros::incrementAndGet, random));
        parts = new PdsParts(config, PdsLimits.STANDARD, ports);
        desk = new RecordDesk(ports.catalog(), parts.tids, PdsLimits.STANDARD);
        keys = new SigningKeys(store, sealer, random);
    }

    Account account(String front) {
        return signUp(front).account();
    }

    SignUp.Opened signUp(String front) {
        return parts.signUp.open(form(front + ".test", front + "@example.com"));
    }

    static SignUp.Application form(String handle, String email) {
        return new SignUp.Application(
                Handle.parse(handle),
                Optional.of(new Email(email)),
                email,
                "password",
                Optional.empty());
    }

    static RecordPath path(String key) {
        return new RecordPath(NOTES, new RecordKey(key));
    }

    static Value.Map note(String text) {
        return Value.Map.builder().put("text", text).build();
    }

    PreparedRecord prepared(String key, Value.Map record) {
        return desk.prepare(
                new Submission(
                        NOTES,
                        Optional.of(new RecordKey(key)),
                        record,
                        Check.IF_KNOWN,
                        "$.record"));
    }

    /// What the proof of a repository finds wrong.
    List<String> faults(Did did) {
        List<String> faults = new ArrayList<>();
        new RepoCheck(store, did, faults::add).run(keys.get(did).publicKey());
        return faults;
    }

    RepoCheck.Seen seen(Did did) {
        return new RepoCheck(store, did, fault -> {}).run(keys.get(did).publicKey());
    }

    boolean signedBy(Did did, byte[] message, byte[] signature) {
        return keys.get(did).publicKey().verify(message, signature);
    }

    static Cid someCid() {
        return Cid.ofRaw(new byte[] {1, 2, 3});
    }

    /// One folder for all kits, removed at the end: who spools something there removes it again.
    private static Path scratch() {
        try {
            Path folder = Files.createTempDirectory("chancery-pds");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
