package chancery.streams.http;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.query.Selection;
import chancery.streams.sync.Feed;
import chancery.streams.sync.News;
import chancery.streams.sync.Spot;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncPage;
import chancery.streams.sync.SyncReader;
import chancery.web.Fanout;
import chancery.web.Refusal;
import chancery.web.http.Response;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/// One follower: changes as server-sent events, each with the cursor after it as its id. When there
/// is nothing to tell, a comment says that the connection lives, with the cursor up to where was
/// read. Ends when the server stops, the stream is deleted, or the connection is old; breaks when
/// the reader is too slow.
final class Follow implements Response.Writer {
    private static final String EVENTS = "text/event-stream";
    private static final int RECORDS = 1_000;
    private static final Duration TURN = Duration.ofMillis(500);

    private final Followers followers;
    private final ReadRoutes.Feeding wanted;
    private final Selection selection;
    private final BooleanSupplier standing;
    private final SyncReader feed;
    private SyncCursor cursor;
    private Optional<String> read = Optional.empty();
    private long spoken;

    /// @param standing whether the stream is still there
    private Follow(
            Followers followers,
            ReadRoutes.Feeding wanted,
            SyncCursor begin,
            BooleanSupplier standing) {
        this.followers = followers;
        this.wanted = wanted;
        this.selection = wanted.selection();
        this.standing = standing;
        this.feed = followers.feed();
        this.cursor = begin;
    }

    /// Lets the caller follow what he wants: after the last event that he had, else as in a sync,
    /// else from now on.
    ///
    /// @param standing whether the stream is still there
    static Response of(
            Followers followers, Call call, ReadRoutes.Feeding wanted, BooleanSupplier standing) {
        Optional<String> cursor =
                call.request().header("last-event-id").or(() -> wanted.body().findText("cursor"));
        Optional<String> initialize = wanted.body().findText("initializeCursor");
        SyncReader feed = followers.feed();
        SyncCursor begin =
                cursor.isEmpty() && initialize.isEmpty()
                        ? feed.now(wanted.changes())
                        : feed.begin(wanted.changes(), cursor, initialize);
        Follow follow = new Follow(followers, wanted, begin, standing);
        followers.enter();
        return Response.streamed(200, EVENTS, follow)
                .with("cache-control", "no-store")
                .with("x-accel-buffering", "no");
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            send(out, "retry: 1000\n\n");
            follow(out);
        } catch (Fault fault) {
            Json error = Json.Members.builder().put("message", fault.text()).build();
            send(out, "event: error\ndata: " + error.write() + "\n\n");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            followers.leave();
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        Feed changes = wanted.changes();
        long start = followers.nanos();
        long life = followers.limits().life().toNanos();
        Duration heartbeat = followers.limits().heartbeat();
        Duration turn = heartbeat.compareTo(TURN) < 0 ? heartbeat : TURN;
        while (!followers.over() && followers.nanos() - start < life && standing.getAsBoolean()) {
            Spot end = changes.end();
            boolean more = step(out);
            if (followers.nanos() - spoken >= heartbeat.toNanos()) {
                send(out, read.map(id -> ": alive\nid: " + id + "\n\n").orElse(": alive\n\n"));
            }
            if (!more) {
                changes.await(end, turn);
            }
        }
    }

    /// Tells one page; true when there is more to read at once.
    private boolean step(OutputStream out) throws IOException {
        SyncPage page =
                feed.page(
                        wanted.changes(),
                        cursor,
                        wanted.filter(),
                        RECORDS,
                        news -> ReadRoutes.bytes(item(news)));
        if (!page.changes().isEmpty()) {
            StringBuilder events = new StringBuilder();
            page.changes().forEach(news -> event(news, events));
            send(out, events.toString());
        }
        read = Optional.of(page.next());
        cursor = feed.begin(wanted.changes(), read, Optional.empty());
        return page.more();
    }

    private Json item(News news) {
        return ReadRoutes.item(news, selection);
    }

    private void event(News news, StringBuilder events) {
        events.append("event: record\nid: ")
                .append(feed.after(wanted.changes(), cursor, news))
                .append("\ndata: ")
                .append(item(news).write())
                .append("\n\n");
    }

    /// Sends, and waits until it has left; a reader for which that takes too long is given up.
    private void send(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Callable<Optional<IOException>> work =
                () -> {
                    try {
                        out.write(bytes);
                        out.flush();
                        return Optional.empty();
                    } catch (IOException gone) {
                        return Optional.of(gone);
                    }
                };
        Optional<IOException> failed;
        try {
            failed = Fanout.all(List.of(work), followers.limits().write()).getFirst();
        } catch (Refusal slow) {
            throw new IOException("a follower reads too slowly", slow);
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        spoken = followers.nanos();
    }
}
