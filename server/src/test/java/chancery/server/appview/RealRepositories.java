package chancery.server.appview;

import chancery.atproto.identity.DidResolver;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.Pds;
import chancery.pds.PdsConfig;
import chancery.pds.PdsPorts;
import chancery.pds.account.Email;
import chancery.pds.limit.PdsLimits;
import chancery.pds.signup.SignUp;
import chancery.server.plc.StoredDirectory;
import chancery.store.KeyValue;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryBlobs;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Accounts of a real personal data server over a store, as the AppView sees them.
final class RealRepositories {
    final LocalRepositories repositories;
    final Pds pds;

    RealRepositories(KeyValue store, Path scratch, Supplier<Catalog> catalog) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
        StoredDirectory plc = new StoredDirectory(store, clock);
        DidResolver dids = plc::document;
        PdsPorts ports =
                new PdsPorts(
                        store,
                        new MemoryBlobs(),
                        new Sealer(MasterKey.of(new byte[32]), List.of(), random),
                        scratch,
                        new PdsPorts.Identity(plc, dids, handle -> Optional.empty()),
                        catalog,
                        new PdsPorts.Time(clock, micros::incrementAndGet, random));
        pds = new Pds(config(), PdsLimits.STANDARD, ports);
        repositories = new LocalRepositories(pds.repositories());
    }

    Did account(String name) {
        Handle handle = Handle.parse(name + ".test");
        String email = name + "@example.com";
        SignUp.Application form =
                new SignUp.Application(
                        handle, Optional.of(new Email(email)), email, "password", Optional.empty());
        return pds.signUp().open(form).account().did();
    }

    /// All events so far.
    List<EventFrame> events() {
        List<EventFrame> seen = new ArrayList<>();
        try (EventSource.Events events = pds.events().after(0)) {
            for (Optional<EventFrame> next = events.next(Duration.ZERO);
                    next.isPresent();
                    next = events.next(Duration.ZERO)) {
                seen.add(next.get());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return seen;
    }

    private static PdsConfig config() {
        return new PdsConfig(
                URI.create("http://localhost:2583"),
                Did.parse("did:web:localhost"),
                List.of(".test"),
                Optional.of("admin"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
