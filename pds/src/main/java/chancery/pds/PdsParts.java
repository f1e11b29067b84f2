package chancery.pds;

import chancery.atproto.repo.BoundedNodeCache;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.syntax.TidClock;
import chancery.pds.account.AccountGate;
import chancery.pds.account.Accounts;
import chancery.pds.account.Directory;
import chancery.pds.account.Passwords;
import chancery.pds.account.ServerKeys;
import chancery.pds.blob.BlobIntake;
import chancery.pds.blob.BlobSweep;
import chancery.pds.expiry.ExpiryLog;
import chancery.pds.limit.PdsLimits;
import chancery.pds.local.LocalRepos;
import chancery.pds.repo.RecordDesk;
import chancery.pds.repo.RepoLocks;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.SigningKeys;
import chancery.pds.sequencer.LocalEvents;
import chancery.pds.session.SessionTokens;
import chancery.pds.session.Sessions;
import chancery.pds.signup.Genesis;
import chancery.pds.signup.SignUp;
import chancery.store.KeyValue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// The parts behind the methods, each made once. The only place of this module that puts them
/// together.
final class PdsParts {
    private static final long NODE_CACHE_BYTES = 48L << 20;
    private static final int CLOCK_IDS = 1_024;

    final TidClock tids;
    final NodeCache nodes = new BoundedNodeCache(NODE_CACHE_BYTES);
    final RepoLocks locks = new RepoLocks();
    final ExpiryLog uploads;
    final ExpiryLog orphans;
    final Directory directory;
    final Accounts accounts;
    final Passwords passwords;
    final SessionTokens tokens;
    final Sessions sessions;
    final RepoWriter writer;
    final SignUp signUp;
    final BlobSweep blobSweep;
    final LocalEvents events;
    final RecordDesk desk;
    final BlobIntake intake;
    final LocalRepos repositories;

    PdsParts(PdsConfig config, PdsLimits limits, PdsPorts ports) {
        KeyValue store = ports.store();
        InstantSource clock = ports.time().clock();
        SecureRandom random = ports.time().random();
        ServerKeys secrets = new ServerKeys(store, ports.sealer(), random);
        tids = new TidClock(ports.time().micros(), random.nextInt(CLOCK_IDS));
        uploads = new ExpiryLog(store, "upload", limits.uploadKept(), clock);
        orphans = new ExpiryLog(store, "orphan", Duration.ZERO, clock);
        directory = new Directory(store, clock);
        accounts = new Accounts(store, directory);
        passwords = new Passwords(random, limits, Runtime.getRuntime().availableProcessors());
        tokens = new SessionTokens(config.serviceDid(), secrets.tokenSecret(), clock);
        sessions = new Sessions(store, tokens, random, clock);
        SigningKeys keys = new SigningKeys(store, ports.sealer(), random);
        writer = new RepoWriter(store, keys, locks, tids, nodes, orphans, clock);
        var authority = new Genesis.Authority(secrets.rotationKey(), config.publicUrl());
        Genesis genesis = new Genesis(store, accounts, keys, writer, sessions, authority);
        signUp = new SignUp(directory, passwords, ports.identity().plc(), genesis, clock);
        blobSweep = new BlobSweep(store, ports.blobs(), locks, limits.uploadKept(), clock);
        events = new LocalEvents(store);
        desk = new RecordDesk(ports.catalog(), tids, limits);
        intake = new BlobIntake(store, ports.blobs(), locks, uploads, clock);
        AccountGate gate = new AccountGate(accounts);
        repositories = new LocalRepos(store, gate, desk, writer, locks, intake, limits);
    }
}
