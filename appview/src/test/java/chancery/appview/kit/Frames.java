package chancery.appview.kit;

import chancery.web.egress.Streamer;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A host on loopback that sends numbered binary messages to readers, from their cursors on: what
/// relays and labelers have in common.
final class Frames implements AutoCloseable, Streamer.Talk {
    private final List<Frame> history = new ArrayList<>();
    private final Streamer streamer = new Streamer(this);

    private record Frame(long seq, byte[] bytes) {}

    URI url() {
        return URI.create("http://127.0.0.1:" + streamer.port());
    }

    String place() {
        return "127.0.0.1:" + streamer.port();
    }

    List<String> calls() {
        return List.copyOf(streamer.calls());
    }

    void cut() {
        streamer.cut();
    }

    void refuse(String status) {
        streamer.refuse(status);
    }

    void add(long seq, byte[] bytes) {
        synchronized (history) {
            history.add(new Frame(seq, bytes));
            history.notifyAll();
        }
    }

    void clear() {
        synchronized (history) {
            history.clear();
        }
    }

    /// Messages after the cursor; without one, those that come from now on.
    @Override
    public int begin(String head) {
        URI call = URI.create(head.split(" ", 3)[1]);
        long cursor =
                Stream.of(Optional.ofNullable(call.getRawQuery()).orElse("").split("&", -1))
                        .filter(parameter -> parameter.startsWith("cursor="))
                        .mapToLong(parameter -> Long.parseLong(parameter.substring(7)))
                        .findFirst()
                        .orElse(Long.MAX_VALUE);
        synchronized (history) {
            int first = 0;
            while (first < history.size() && history.get(first).seq() <= cursor) {
                first++;
            }
            return first;
        }
    }

    @Override
    public void hold(Streamer.Line line) throws IOException, InterruptedException {
        int next = line.begin();
        while (true) {
            line.binary(frame(next++).bytes());
        }
    }

    private Frame frame(int at) throws InterruptedException {
        synchronized (history) {
            while (history.size() <= at) {
                history.wait();
            }
            return history.get(at);
        }
    }

    @Override
    public void close() {
        streamer.close();
    }
}
