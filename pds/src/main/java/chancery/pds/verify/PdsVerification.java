package chancery.pds.verify;

import chancery.pds.account.Accounts;
import chancery.pds.account.Directory;
import chancery.pds.repo.SigningKeys;
import chancery.store.Blobs;
import chancery.store.KeyValue;
import chancery.store.Sealer;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Proves what this door has stored, on a store that no server runs on.
public final class PdsVerification {
    private PdsVerification() {}

    /// What was looked at and what is wrong with it: repositories, records, blocks, blobs, events.
    ///
    /// @param sealer opens the signing keys
    public static List<Finding> run(
            KeyValue store, Blobs blobs, Sealer sealer, InstantSource clock, SecureRandom random) {
        SigningKeys keys = new SigningKeys(store, sealer, random);
        Directory directory = new Directory(store, clock);
        Accounts accounts = new Accounts(store, directory);
        RepositoryProof proof = new RepositoryProof(store, blobs, keys, directory, accounts);
        List<Finding> findings = new ArrayList<>(proof.run());
        findings.add(new LogProof(store, keys, proof.heads(), clock).run());
        return findings;
    }
}
