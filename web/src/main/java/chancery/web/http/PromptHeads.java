package chancery.web.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Makes connections that end when a request's head takes too long as a whole, however steadily it
/// drips. A head that comes in one piece, as nearly all do, costs no timer.
final class PromptHeads extends HttpConnectionFactory {
    private final Duration max;

    PromptHeads(HttpConfiguration configuration, Duration max) {
        super(configuration);
        this.max = max;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection =
                new PromptConnection(getHttpConfiguration(), connector, endPoint, max);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class PromptConnection extends HttpConnection {
        private final Duration max;
        private Scheduler.@Nullable Task timer;
        private long timed;

        PromptConnection(
                HttpConfiguration configuration,
                Connector connector,
                EndPoint endPoint,
                Duration max) {
            super(configuration, connector, endPoint);
            this.max = max;
        }

        @Override
        public void onFillable() {
            super.onFillable();
            time(headBegun());
        }

        @Override
        public void onClose(@Nullable Throwable cause) {
            time(false);
            super.onClose(cause);
        }

        /// Whether a part of a head is there; the preface of HTTP/2 is none.
        private boolean headBegun() {
            return getEndPoint().getConnection() == this
                    && getParser().inHeaderState()
                    && !getParser().isStart();
        }

        private synchronized void time(boolean begun) {
            long complete = getMessagesIn();
            if (timer != null && (!begun || timed != complete)) {
                timer.cancel();
                timer = null;
            }
            if (begun && timer == null) {
                timed = complete;
                timer = getConnector().getScheduler().schedule(() -> late(complete), max);
            }
        }

        /// Ends the connection if the head is still the one that was timed: other threads may have
        /// read on in the meantime.
        private void late(long complete) {
            if (headBegun() && getMessagesIn() == complete) {
                getEndPoint().close();
            }
        }
    }
}
