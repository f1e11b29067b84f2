package chancery.web.http;

import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.address.AddressKey;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The websockets that are open: counted, bounded in all and per client, closed at the end.
final class Websockets {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FAREWELL_STEP = Duration.ofMillis(5);
    private static final Logger LOG = LoggerFactory.getLogger(Websockets.class);

    private final ServerWebSocketContainer container;
    private final WebLimits.Sockets limits;
    private final LongSupplier nanos;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<AddressKey, Integer> perAddress = new ConcurrentHashMap<>();
    private final Set<JettySocket> open = ConcurrentHashMap.newKeySet();

    Websockets(Server server, WebLimits.Sockets limits, LongSupplier nanos) {
        this.container = ServerWebSocketContainer.ensure(server);
        this.limits = limits;
        this.nanos = nanos;
        container.setIdleTimeout(Duration.ZERO);
    }

    /// Turns the connection into a websocket and starts the conversation.
    ///
    /// @throws Refusal of kind `TOO_MANY` when this client, or all together, have enough of them
    void upgrade(
            Request request,
            Exchange exchange,
            InetAddress client,
            Response.Conversation conversation) {
        AddressKey key = AddressKey.of(client);
        admit(key);
        JettySocket socket =
                new JettySocket(
                        limits,
                        nanos,
                        conversation,
                        container.getExecutor(),
                        ended -> left(ended, key));
        open.add(socket);
        boolean upgraded = false;
        try {
            conversation.begin();
            upgraded =
                    container.upgrade(
                            (_, response, _) -> {
                                // No compression: each frame is encoded once for all readers.
                                response.setExtensions(List.of());
                                return socket;
                            },
                            request,
                            exchange.wire(),
                            exchange);
        } catch (HttpException.RuntimeException malformed) {
            LOG.debug("no websocket: {}", malformed.getReason());
        } finally {
            if (!upgraded) {
                left(socket, key);
                conversation.end();
            }
        }
        if (upgraded) {
            exchange.end();
        } else {
            exchange.send(Errors.response(400, "InvalidRequest", "Invalid websocket upgrade"));
        }
    }

    private void admit(AddressKey key) {
        if (total.incrementAndGet() > limits.totalMax()) {
            total.decrementAndGet();
            throw tooMany();
        }
        int now = perAddress.merge(key, 1, Integer::sum);
        if (now > limits.perAddressMax()) {
            release(key);
            throw tooMany();
        }
    }

    private void left(JettySocket socket, AddressKey key) {
        if (open.remove(socket)) {
            release(key);
        }
    }

    private void release(AddressKey key) {
        total.decrementAndGet();
        perAddress.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    private static Refusal tooMany() {
        return new Refusal(
                        Refusal.Kind.TOO_MANY, "RateLimitExceeded", "Too many open subscriptions")
                .header("retry-after", "10");
    }

    /// How many are open.
    int count() {
        return total.get();
    }

    /// Tells all peers that the server goes away, and gives them a moment to hear it.
    void closeAll() throws InterruptedException {
        LOG.debug("closing {} websockets", open.size());
        open.forEach(socket -> socket.close(1001, "server stops"));
        long end = nanos.getAsLong() + FAREWELL.toNanos();
        while (!open.isEmpty() && nanos.getAsLong() < end) {
            Thread.sleep(FAREWELL_STEP);
        }
    }
}
