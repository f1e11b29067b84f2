package chancery.appview;

import chancery.appview.delegation.Delegation;
import chancery.appview.dpop.ProofMaker;
import chancery.appview.index.Intake;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RoutedWriters;
import chancery.appview.record.Writers;
import chancery.appview.session.Deposits;
import chancery.appview.session.HostCalls;
import chancery.appview.session.HostOwnerProof;
import chancery.appview.session.HostWriter;
import chancery.appview.session.ProvenFetch;

import java.time.InstantSource;

/// Accounts that live elsewhere: their sessions here, and how their repositories are written.
final class AppViewElsewhere {
    final Deposits deposits;
    final Writers writers;
    final Delegation delegation;

    AppViewElsewhere(AppViewLimits limits, AppViewPorts ports, AppViewRows rows, Intake intake) {
        InstantSource clock = ports.time().clock();
        AppViewPorts.Network network = ports.network();
        ProvenFetch proven =
                new ProvenFetch(
                        network.fetch(),
                        new ProofMaker(clock, ports.time().random()),
                        limits.sessions());
        this.deposits =
                new Deposits(
                        rows.desk,
                        rows.sessions,
                        new Deposits.Rules(
                                new HostOwnerProof(network.dids(), proven),
                                nsid ->
                                        ports.keeping()
                                                .registry()
                                                .snapshot()
                                                .find(nsid)
                                                .map(found -> found.entry().document())),
                        ports.keeping().sealer(),
                        new Deposits.Means(rows.secrets, clock, rows.events));
        HostCalls calls =
                new HostCalls(
                        rows.sessions,
                        rows.clients,
                        new HostCalls.Reach(network.dids(), proven),
                        ports.keeping().sealer(),
                        new HostCalls.Means(clock, limits.sessions(), rows.events));
        this.writers =
                new RoutedWriters(
                        ports.local().repositories(),
                        new HostWriter(
                                calls,
                                Math.toIntExact(AppViewLimits.Methods.STANDARD.uploadBytes())),
                        intake,
                        clock);
        this.delegation =
                new Delegation(
                        ports.keeping().store(),
                        limits.sessions(),
                        rows.sessions,
                        clock,
                        rows.events);
    }
}
