package chancery.appview.feed;

import chancery.appview.event.Events;
import chancery.appview.index.Feed;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.setting.Settings;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Websockets;
import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.function.Consumer;

/// The records of the network that are wanted here, as a relay tells of them. It is not believed:
/// each commit is checked against the key of its repository.
public final class RelayFeed implements Feed {
    private final Source source;
    private final Registry registry;
    private final Identities identities;
    private final Settings settings;
    private final Events events;
    private final Clocks clocks;
    private final AppViewLimits.Feeds limits;

    /// Which relay, and how it is reached.
    ///
    /// @param relay its origin, with the scheme of the web or of websockets
    public record Source(Websockets sockets, URI relay) {}

    /// Who is who.
    ///
    /// @param forget drops what a cache knows of an account
    public record Identities(DidResolver dids, Consumer<Did> forget) {}

    /// @param settings keep where the numbers of this relay begin, should it begin anew
    public RelayFeed(
            Source source,
            Registry registry,
            Identities identities,
            Settings settings,
            Events events,
            Clocks clocks,
            AppViewLimits.Feeds limits) {
        this.source = source;
        this.registry = registry;
        this.identities = identities;
        this.settings = settings;
        this.events = events;
        this.clocks = clocks;
        this.limits = limits;
    }

    /// Numbers of one relay say nothing about another.
    @Override
    public String name() {
        return "relay:" + source.relay().getAuthority();
    }

    @Override
    public Stream after(long cursor) {
        RelayStation station =
                new RelayStation(
                        Addresses.stream(source.relay(), "/xrpc/com.atproto.sync.subscribeRepos"),
                        new Numbers(settings, name(), cursor),
                        events,
                        limits);
        Line line =
                new Line(
                        source.sockets(),
                        station,
                        limits.pauseFirst(),
                        limits.pauseMax(),
                        clocks.nanos());
        SigningKeys keys = new SigningKeys(identities.dids(), clocks.clock(), limits);
        Commits commits = new Commits(registry, keys, clocks.clock(), limits);
        return new RelayStream(line, station, commits, identities.forget(), clocks);
    }
}
