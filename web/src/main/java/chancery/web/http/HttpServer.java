package chancery.web.http;

import chancery.web.WebLimits;

import io.micrometer.core.instrument.MeterRegistry;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The HTTP server: one virtual thread per request, strict parsing, limits on everything.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int PORT_TRIES = 20;
    private static final int THREADS_MAX = 100_000;

    private final HttpServerConfig config;
    private final Server server;
    private final Front front;
    private final Websockets websockets;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<ServerConnector> connectors = new ArrayList<>();

    /// A server that has not been started.
    ///
    /// @param nanos a clock for durations
    /// @param random for request ids
    public HttpServer(
            HttpServerConfig config,
            Router router,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            MeterRegistry meters) {
        this.config = config;
        WebLimits limits = config.limits();
        Logger access = LoggerFactory.getLogger("access");
        Surroundings around =
                new Surroundings(
                        limits,
                        config.proxies(),
                        nanos,
                        new RequestIds(random),
                        new Meters(meters),
                        config.accessLogging() == HttpServerConfig.AccessLogging.ON
                                ? new AccessLog(access::info, clock)
                                : null);
        server = new Server(new VirtualThreadPool(THREADS_MAX));
        server.setErrorHandler(new JettyErrors());
        websockets = new Websockets(server, limits.sockets(), nanos);
        front = new Front(router, around, websockets);
        server.setHandler(front);
        server.addBean(new NetworkConnectionLimit(limits.load().connectionsMax(), server));
    }

    /// Listens and serves.
    ///
    /// @throws UncheckedIOException when an address is taken
    public void start() {
        bind();
        try {
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server does not start", failed);
        }
    }

    /// The port that all addresses share.
    public int port() {
        return connectors.getFirst().getLocalPort();
    }

    /// How many websockets are open.
    public int openWebsockets() {
        return websockets.count();
    }

    private void bind() {
        for (int tries = 1; ; tries++) {
            try {
                bindAll();
                return;
            } catch (IOException taken) {
                connectors.forEach(ServerConnector::close);
                connectors.clear();
                if (tries == PORT_TRIES || config.listen().getFirst().getPort() != 0) {
                    throw new UncheckedIOException(taken);
                }
            }
        }
    }

    /// Opens all addresses; the free port that the first has found is tried on the others.
    private void bindAll() throws IOException {
        int free = 0;
        for (InetSocketAddress address : config.listen()) {
            ServerConnector connector = connector();
            connector.setHost(address.getAddress().getHostAddress());
            connector.setPort(address.getPort() == 0 ? free : address.getPort());
            connectors.add(connector);
            connector.open();
            free = connector.getLocalPort();
        }
        connectors.forEach(server::addConnector);
    }

    private ServerConnector connector() {
        HttpConfiguration http = configuration();
        List<ConnectionFactory> factories = new ArrayList<>();
        factories.add(new PromptHeads(http, config.limits().heads().timeMax()));
        if (config.protocols() == HttpServerConfig.Protocols.HTTP_1_1_AND_H2C) {
            factories.add(new HTTP2CServerConnectionFactory(http));
        }
        ServerConnector connector =
                new ServerConnector(server, factories.toArray(ConnectionFactory[]::new));
        connector.setIdleTimeout(config.limits().load().idle().toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    private HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setRequestHeaderSize(config.limits().heads().bytesMax());
        http.setIdleTimeout(config.limits().load().stall().toMillis());
        http.setNotifyRemoteAsyncErrors(true);
        return http;
    }

    /// Stops in order: no new connections, requests in work finish, websockets close, all ends.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connectors.forEach(ServerConnector::close);
        try {
            if (!front.drain(config.limits().load().drain())) {
                LOG.warn("stopped with requests in work");
            }
            websockets.closeAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
        } catch (Exception failed) {
            LOG.warn("the HTTP server did not stop in order", failed);
        }
    }
}
