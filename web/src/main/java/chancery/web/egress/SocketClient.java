package chancery.web.egress;

import chancery.atproto.net.FetchException;
import chancery.web.WebLimits;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.UnknownHostException;
import java.util.Locale;

/// The client behind the streams, made at the first call: most servers that start never make one.
final class SocketClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketClient.class);
    private static final int THREADS_MAX = 1_000;

    private final GuardedResolver resolver;
    private final WebLimits.Egress limits;
    private @Nullable WebSocketCoreClient client;
    private boolean closed;

    SocketClient(GuardedResolver resolver, WebLimits.Egress limits) {
        this.resolver = resolver;
        this.limits = limits;
    }

    synchronized WebSocketCoreClient get() {
        if (closed) {
            throw new FetchException("the way out is closed");
        }
        WebSocketCoreClient known = client;
        if (known == null) {
            known = started();
            client = known;
        }
        return known;
    }

    private WebSocketCoreClient started() {
        WebSocketCoreClient made = new WebSocketCoreClient(http(), new WebSocketComponents());
        try {
            made.start();
        } catch (Exception failed) {
            throw new IllegalStateException("the websocket client does not start", failed);
        }
        return made;
    }

    private HttpClient http() {
        HttpClient http = new HttpClient();
        http.setName("egress");
        http.setExecutor(new VirtualThreadPool(THREADS_MAX));
        http.setSocketAddressResolver(checked());
        http.setConnectTimeout(limits.connect().toMillis());
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setMaxResponseHeadersSize(limits.headBytesMax());
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "chancery"));
        return http;
    }

    /// What is checked is what gets connected.
    private SocketAddressResolver checked() {
        return (host, port, _, promise) -> {
            try {
                promise.succeeded(resolver.resolve(host.toLowerCase(Locale.ROOT), port));
            } catch (UnknownHostException | FetchException refused) {
                promise.failed(refused);
            }
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            try {
                client.stop();
            } catch (Exception failed) {
                LOG.warn("the websocket client did not stop in order", failed);
            }
        }
    }
}
