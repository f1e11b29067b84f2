package chancery.appview.feed;

import chancery.appview.index.Feed;
import chancery.atproto.net.Websockets.Message;
import chancery.atproto.syntax.SyntaxException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One reader of a Jetstream. What is malformed is left out, and counted.
final class JetstreamStream implements Feed.Stream {
    /// How long other wanted collections may go unnoticed.
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Line line;
    private final JetstreamStation station;
    private final Clocks clocks;
    private final Rejects rejects = new Rejects("jetstream");

    JetstreamStream(Line line, JetstreamStation station, Clocks clocks) {
        this.line = line;
        this.station = station;
        this.clocks = clocks;
    }

    @Override
    public Optional<Feed.Item> next(Duration wait) throws InterruptedException {
        long end = clocks.nanos().getAsLong() + wait.toNanos();
        Duration left = wait;
        do {
            if (station.turned()) {
                line.reopen();
            }
            Optional<Message> message = line.next(left.compareTo(LOOK) > 0 ? LOOK : left);
            Optional<Feed.Item> item = message.flatMap(this::item);
            if (item.isPresent()) {
                return item;
            }
            left = Duration.ofNanos(end - clocks.nanos().getAsLong());
        } while (left.isPositive());
        return Optional.empty();
    }

    private Optional<Feed.Item> item(Message message) {
        switch (message) {
            case Message.Text(var text) -> {
                try {
                    return JetstreamEvents.read(text, station.wanted())
                            .map(event -> item(event, text.length()));
                } catch (SyntaxException malformed) {
                    rejects.add(String.valueOf(malformed.getMessage()));
                }
            }
            case Message.TooLarge(var bytes) -> rejects.add("a message of " + bytes + " bytes");
            case Message.Binary _, Message.End _ -> {}
        }
        return Optional.empty();
    }

    private Feed.Item item(JetstreamEvents.Told told, int bytes) {
        return new Feed.Item(
                station.number(told.micros()), told.change().did(), List.of(told.change()), bytes);
    }

    @Override
    public void close() {
        line.close();
    }
}
