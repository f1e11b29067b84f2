package chancery.appview;

import chancery.appview.record.Repositories;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.HandleResolver;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.net.Dns;
import chancery.atproto.net.Fetch;
import chancery.atproto.sync.EventSource;
import chancery.store.KeyValue;
import chancery.store.Sealer;
import chancery.store.table.Tables;
import chancery.web.Loops;
import chancery.web.auth.Authenticator;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What the AppView needs of the world.
///
/// @param keeping where things are kept
/// @param network who is who, and how others are reached
/// @param local what lives on this server
/// @param time clocks and random bytes
/// @param loops where background work runs
public record AppViewPorts(Keeping keeping, Network network, Local local, Time time, Loops loops) {

    /// Where things are kept.
    ///
    /// @param tables of [chancery.appview.index.IndexSchema#SCHEMA]; they read raw SQL as well
    ///     where their engine does
    public record Keeping(KeyValue store, Tables tables, Sealer sealer) {}

    /// Who is who, and how others are reached.
    public record Network(DidResolver dids, HandleResolver handles, Fetch fetch, Dns dns) {}

    /// What lives on this server.
    ///
    /// @param events of the repositories here
    /// @param authenticator checks tokens that were issued here
    /// @param bundled schemas that are there without being registered
    public record Local(
            Repositories repositories,
            EventSource events,
            Authenticator authenticator,
            Catalog bundled) {}

    /// Clocks and random bytes.
    public record Time(
            InstantSource clock, LongSupplier nanos, LongSupplier cpuNanos, SecureRandom random) {}
}
