package chancery.appview.kit;

import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventFrames;

import java.net.URI;
import java.util.List;

/// A relay on loopback: keeps the events it is told to send, and sends them to readers from their
/// cursors on.
public final class RelayDouble implements AutoCloseable {
    private final Frames frames = new Frames();

    public URI url() {
        return frames.url();
    }

    public String place() {
        return frames.place();
    }

    public List<String> calls() {
        return frames.calls();
    }

    public void cut() {
        frames.cut();
    }

    public void refuse(String status) {
        frames.refuse(status);
    }

    /// Forgets all events.
    public void clear() {
        frames.clear();
    }

    /// Sends an event.
    public void send(long seq, Event event) {
        frames.add(seq, EventFrames.encode(new EventFrame.Sequenced(seq, event)));
    }

    /// Sends a word about the stream.
    public void say(EventFrame word) {
        frames.add(Long.MAX_VALUE, EventFrames.encode(word));
    }

    /// Sends any bytes.
    public void raw(byte[] bytes) {
        frames.add(Long.MAX_VALUE, bytes);
    }

    @Override
    public void close() {
        frames.close();
    }
}
