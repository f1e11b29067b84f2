package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventFrames;
import chancery.pds.Server.User;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The firehose over a real connection.
class SubscribeReposHttpTest {
    private static final String METHOD = "com.atproto.sync.subscribeRepos";

    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void cursorZeroTellsTheLifeOfAnAccountThenWhatComesLive() throws Exception {
        User alice = server.user("alice");
        Subscriber subscriber = new Subscriber();
        WebSocket socket = connect("?cursor=0", subscriber);

        for (long seq = 1; seq <= 4; seq++) {
            assertThat(subscriber.seq()).isEqualTo(seq);
        }
        server.call(
                alice,
                "com.atproto.repo.createRecord",
                "{'repo':'%s','collection':'com.example.note','record':{'text':'hi'}}"
                        .formatted(alice.did()));

        assertThat(subscriber.seq()).isEqualTo(5);
        socket.abort();
    }

    @Test
    void futureCursorIsToldAndCloses() throws Exception {
        Subscriber subscriber = new Subscriber();

        connect("?cursor=9", subscriber);

        assertThat(subscriber.frame()).isEqualTo(EventFrame.Failure.FUTURE_CURSOR);
        assertThat(subscriber.closed.get(30, TimeUnit.SECONDS)).isEqualTo("FutureCursor");
    }

    @Test
    void plainGetIsAskedToUpgrade() {
        HttpResponse<byte[]> answer = server.bytes(METHOD);

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("upgrade")).contains("websocket");
    }

    private WebSocket connect(String query, Subscriber subscriber) throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/xrpc/" + METHOD + query);
        return client.newWebSocketBuilder().buildAsync(uri, subscriber).get(30, TimeUnit.SECONDS);
    }

    /// Keeps what comes, in order.
    private static final class Subscriber implements WebSocket.Listener {
        private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (last) {
                frames.add(message.toByteArray());
                message.reset();
            }
            socket.request(1);
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(reason);
            return CompletableFuture.completedFuture(Optional.empty());
        }

        EventFrame frame() throws InterruptedException {
            byte[] bytes = frames.poll(30, TimeUnit.SECONDS);
            if (bytes == null) {
                throw new AssertionError("no frame came");
            }
            return EventFrames.decode(bytes).orElseThrow();
        }

        long seq() throws InterruptedException {
            if (frame() instanceof EventFrame.Sequenced(var seq, _)) {
                return seq;
            }
            throw new AssertionError("no event");
        }
    }
}
