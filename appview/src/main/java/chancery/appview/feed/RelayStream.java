package chancery.appview.feed;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.atproto.net.Websockets.Message;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventFrames;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One reader of a relay. What is malformed or not to be believed is left out, and counted.
/// Messages are taken some at a time, so that the keys they need are looked up together.
final class RelayStream implements Feed.Stream {
    private static final int TOGETHER = 64;
    private static final int REASON_MAX = 100;

    private final Line line;
    private final RelayStation station;
    private final Commits commits;
    private final Consumer<Did> forget;
    private final Clocks clocks;
    private final Rejects rejects = new Rejects("relay");
    private final Deque<Feed.Item> ready = new ArrayDeque<>();

    RelayStream(
            Line line, RelayStation station, Commits commits, Consumer<Did> forget, Clocks clocks) {
        this.line = line;
        this.station = station;
        this.commits = commits;
        this.forget = forget;
        this.clocks = clocks;
    }

    /// An event with our number, and what it counts for.
    private record Told(long number, Event event, int bytes) {}

    @Override
    public Optional<Feed.Item> next(Duration wait) throws InterruptedException {
        long end = clocks.nanos().getAsLong() + wait.toNanos();
        Duration left = wait;
        while (ready.isEmpty() && !left.isNegative()) {
            List<Told> told = take(left);
            commits.prepare(told.stream().map(Told::event).toList());
            told.forEach(this::judge);
            left = Duration.ofNanos(end - clocks.nanos().getAsLong());
        }
        return Optional.ofNullable(ready.poll());
    }

    private List<Told> take(Duration wait) throws InterruptedException {
        List<Told> told = new ArrayList<>();
        Optional<Message> message = line.next(wait);
        for (int i = 1; message.isPresent() && i < TOGETHER; i++) {
            decode(message.get()).ifPresent(told::add);
            message = line.next(Duration.ZERO);
        }
        message.flatMap(this::decode).ifPresent(told::add);
        return told;
    }

    private Optional<Told> decode(Message message) {
        switch (message) {
            case Message.Binary(var bytes) -> {
                try {
                    return EventFrames.decode(bytes).flatMap(frame -> told(frame, bytes.length));
                } catch (SyntaxException malformed) {
                    rejects.add(String.valueOf(malformed.getMessage()));
                }
            }
            case Message.TooLarge(var bytes) -> rejects.add("a message of " + bytes + " bytes");
            case Message.Text _, Message.End _ -> {}
        }
        return Optional.empty();
    }

    private Optional<Told> told(EventFrame frame, int bytes) {
        switch (frame) {
            case EventFrame.Sequenced(var seq, var event) -> {
                long number = station.numbers().next(seq);
                if (number > 0) {
                    return Optional.of(new Told(number, event, bytes));
                }
                rejects.add("a number that goes back");
            }
            case EventFrame.Notice notice -> {
                if (notice.name().equals(EventFrame.Notice.OUTDATED_CURSOR.name())) {
                    station.missed(notice.name());
                }
            }
            case EventFrame.Failure(var error, _) -> fail(error);
        }
        return Optional.empty();
    }

    private void fail(String error) {
        if (error.equals(EventFrame.Failure.FUTURE_CURSOR.error())) {
            station.numbers().anew();
            station.missed(error);
        }
        line.lose(error.length() > REASON_MAX ? "an error" : error);
    }

    private void judge(Told told) {
        try {
            List<Change> changes = changes(told.event());
            if (!changes.isEmpty()) {
                ready.add(new Feed.Item(told.number(), told.event().did(), changes, told.bytes()));
            }
        } catch (SyntaxException unbelievable) {
            rejects.add(String.valueOf(unbelievable.getMessage()));
        }
    }

    private List<Change> changes(Event event) {
        return switch (event) {
            case Event.Commit commit -> commits.read(commit);
            case Event.Sync sync -> commits.read(sync);
            case Event.Identity(var did, var handle, _) -> {
                forget.accept(did);
                commits.forget(did);
                yield List.of(new Change.Identity(did, handle));
            }
            case Event.Account(var did, var status, _) -> List.of(new Change.Account(did, status));
        };
    }

    @Override
    public void close() {
        line.close();
    }
}
