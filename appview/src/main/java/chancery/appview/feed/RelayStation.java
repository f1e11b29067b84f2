package chancery.appview.feed;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.net.Websockets;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What a relay is asked for: everything, from a number on.
final class RelayStation implements Line.Station {
    private final URI stream;
    private final Numbers numbers;
    private final Events events;
    private final AppViewLimits.Feeds limits;

    RelayStation(URI stream, Numbers numbers, Events events, AppViewLimits.Feeds limits) {
        this.stream = stream;
        this.numbers = numbers;
        this.events = events;
        this.limits = limits;
    }

    Numbers numbers() {
        return numbers;
    }

    @Override
    public Websockets.Call call() {
        String query = numbers.cursor() > 0 ? "?cursor=" + numbers.cursor() : "";
        return new Websockets.Call(
                URI.create(stream + query),
                Map.of(),
                new Websockets.Limits(
                        limits.messageBytesMax(), limits.waitingBytesMax(), limits.silenceMax()));
    }

    @Override
    public void connected(Websockets.Call call) {
        say("relay.connected", AppEvent.Severity.INFO, "url", call.uri().toString());
    }

    @Override
    public void disconnected(String reason) {
        say("relay.disconnected", AppEvent.Severity.WARN, "reason", reason);
    }

    /// Events may be missing, and only a backfill brings them.
    void missed(String reason) {
        say("relay.gap", AppEvent.Severity.WARN, "reason", reason);
    }

    private void say(String type, AppEvent.Severity severity, String name, String value) {
        Json.Members detail = Json.Members.builder().put(name, value).build();
        events.add(new AppEvent(type, severity, Optional.empty(), Optional.empty(), detail));
    }
}
