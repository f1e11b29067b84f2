package chancery.appview;

import chancery.appview.index.backfill.LocalRecords;
import chancery.appview.record.Repositories;
import chancery.appview.registry.Registry;
import chancery.appview.script.stream.RecordStreams;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.HandleResolver;
import chancery.atproto.net.Dns;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.Websockets;
import chancery.atproto.sync.EventSource;
import chancery.lua.runtime.Host;
import chancery.store.KeyValue;
import chancery.store.Sealer;
import chancery.store.table.Tables;
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
/// @param scripts clocks, randomness and threads of scripts
/// @param streams of typed records, for scripts
public record AppViewPorts(
        Keeping keeping,
        Network network,
        Local local,
        Time time,
        Host scripts,
        RecordStreams streams) {

    /// Where things are kept.
    ///
    /// @param registry the lexicons, whose schemas the whole server shares
    /// @param tables of [chancery.appview.index.IndexSchema#SCHEMA]; they read raw SQL as well
    ///     where their engine does
    /// @param engine what the tables are called by those who ask
    public record Keeping(
            KeyValue store, Registry registry, Tables tables, String engine, Sealer sealer) {}

    /// Who is who, and how others are reached.
    public record Network(
            DidResolver dids,
            HandleResolver handles,
            Fetch fetch,
            Websockets websockets,
            Dns dns) {}

    /// What lives on this server.
    ///
    /// @param records of the repositories here, to be read in order
    /// @param events of the repositories here
    /// @param tail the number of the newest of these events that is durable
    /// @param authenticator checks tokens that were issued here
    public record Local(
            Repositories repositories,
            LocalRecords records,
            EventSource events,
            LongSupplier tail,
            Authenticator authenticator) {}

    /// Clocks and random bytes.
    ///
    /// @param micros microseconds since 1970, for identifiers
    public record Time(
            InstantSource clock, LongSupplier nanos, LongSupplier micros, SecureRandom random) {}
}
