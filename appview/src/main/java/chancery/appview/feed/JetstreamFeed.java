package chancery.appview.feed;

import chancery.appview.event.Events;
import chancery.appview.index.Feed;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.atproto.net.Websockets;

import java.net.URI;

/// The records of the network that are wanted here, as a Jetstream tells of them. It is believed:
/// its events carry no signatures. Numbers are microseconds.
public final class JetstreamFeed implements Feed {
    private final Websockets sockets;
    private final URI jetstream;
    private final Registry registry;
    private final Events events;
    private final Clocks clocks;
    private final AppViewLimits.Feeds limits;

    /// @param jetstream the origin of the server, with the scheme of the web or of websockets
    public JetstreamFeed(
            Websockets sockets,
            URI jetstream,
            Registry registry,
            Events events,
            Clocks clocks,
            AppViewLimits.Feeds limits) {
        this.sockets = sockets;
        this.jetstream = Addresses.stream(jetstream, "/subscribe");
        this.registry = registry;
        this.events = events;
        this.clocks = clocks;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "jetstream";
    }

    @Override
    public Stream after(long cursor) {
        JetstreamStation station =
                new JetstreamStation(jetstream, registry, events, clocks, limits, cursor);
        Line line =
                new Line(sockets, station, limits.pauseFirst(), limits.pauseMax(), clocks.nanos());
        return new JetstreamStream(line, station, clocks);
    }
}
