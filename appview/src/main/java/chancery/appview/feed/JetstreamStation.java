package chancery.appview.feed;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.appview.truth.Kept;
import chancery.atproto.net.Websockets;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What a Jetstream is asked for: which collections, and from when on.
final class JetstreamStation implements Line.Station {
    private final URI jetstream;
    private final Registry registry;
    private final Events events;
    private final Clocks clocks;
    private final AppViewLimits.Feeds limits;
    private @Nullable Snapshot seen;
    private Wanted wanted;
    private long reached;

    JetstreamStation(
            URI jetstream,
            Registry registry,
            Events events,
            Clocks clocks,
            AppViewLimits.Feeds limits,
            long cursor) {
        this.jetstream = jetstream;
        this.registry = registry;
        this.events = events;
        this.clocks = clocks;
        this.limits = limits;
        this.reached = cursor;
        this.wanted = Wanted.of(registry.snapshot());
    }

    /// Whether other collections are wanted than at the last look.
    boolean turned() {
        Snapshot now = registry.snapshot();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        Wanted next = Wanted.of(now);
        boolean other = !next.equals(wanted);
        wanted = next;
        return other;
    }

    Wanted wanted() {
        return wanted;
    }

    /// A number for what happened at this time: larger than all before, even where the stream
    /// repeats itself, and never in the future, where a stream could not be taken up again.
    long number(long micros) {
        reached = Math.max(reached + 1, Math.min(micros, now()));
        return reached;
    }

    private long now() {
        return Kept.micros(clocks.clock().instant());
    }

    @Override
    public Websockets.Call call() {
        StringBuilder query = new StringBuilder("?compress=false");
        for (String pattern : wanted.patterns()) {
            query.append("&wantedCollections=")
                    .append(URLEncoder.encode(pattern, StandardCharsets.UTF_8));
        }
        if (reached > 0 && now() - reached <= limits.cursorAgeMax().toNanos() / 1_000) {
            query.append("&cursor=")
                    .append(Math.max(1, reached - limits.rewind().toNanos() / 1_000));
        }
        Websockets.Limits costs =
                new Websockets.Limits(
                        limits.messageBytesMax(), limits.waitingBytesMax(), limits.silenceMax());
        return new Websockets.Call(URI.create(jetstream + query.toString()), Map.of(), costs);
    }

    @Override
    public void connected(Websockets.Call call) {
        if (!call.uri().getRawQuery().contains("&cursor=")) {
            // What comes from now on is followed; a reconnect before the first event misses none.
            reached = now();
        }
        events.add(event("jetstream.connected", "url", call.uri().toString()));
    }

    @Override
    public void disconnected(String reason) {
        events.add(event("jetstream.disconnected", "reason", reason).as(AppEvent.Severity.WARN));
    }

    private static AppEvent event(String type, String name, String value) {
        return new AppEvent(
                type,
                AppEvent.Severity.INFO,
                Optional.empty(),
                Optional.empty(),
                Json.Members.builder().put(name, value).build());
    }
}
