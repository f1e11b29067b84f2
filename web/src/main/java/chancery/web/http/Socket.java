package chancery.web.http;

import java.nio.ByteBuffer;

/// A websocket, seen from the thread that talks on it.
public interface Socket {
    /// What became of a message.
    enum Sent {
        /// It is on its way.
        SENT,
        /// The peer did not take it within the limit.
        STUCK,
        /// The connection has ended.
        GONE
    }

    /// Sends one binary message and waits until the network has taken it; the buffer stays as it
    /// is.
    Sent send(ByteBuffer message) throws InterruptedException;

    /// Sends a ping when it is time for one. False when the peer has ended the connection or has
    /// not answered the last ping.
    boolean alive();

    /// Closes the connection, in order if the peer plays along.
    void close(int code, String reason);
}
