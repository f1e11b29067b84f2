package chancery.web.egress;

import chancery.atproto.net.FetchException;
import chancery.atproto.net.Websockets;
import chancery.web.WebLimits;

import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Streams from other hosts, under the same guard as requests: public addresses only, checked where
/// they are connected to, and certificates that name the host.
public final class GuardedWebsockets implements Websockets, AutoCloseable {
    /// Beyond the limit of the client itself, which ends a call that hangs.
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Set<String> allow;
    private final Duration connectMax;
    private final LongSupplier nanos;
    private final SocketClient client;

    /// @param allow `host:port` of places that may be private and may speak without TLS
    /// @param nanos a clock for durations
    public GuardedWebsockets(
            AddressSource addresses,
            Set<String> allow,
            WebLimits.Egress limits,
            LongSupplier nanos) {
        this.allow = Set.copyOf(allow);
        this.connectMax = limits.exchangeMax();
        this.nanos = nanos;
        this.client = new SocketClient(new GuardedResolver(addresses, this.allow), limits);
    }

    @Override
    public Connection connect(Call call) throws InterruptedException {
        Destination to = Destination.of(web(call.uri()), allow);
        GuardedConnection connection = new GuardedConnection(call.limits(), nanos);
        CoreClientUpgradeRequest upgrade =
                CoreClientUpgradeRequest.from(client.get(), call.uri(), connection);
        upgrade.timeout(connectMax.toMillis(), TimeUnit.MILLISECONDS);
        upgrade.headers(headers -> call.headers().forEach(headers::put));
        upgrade.setConfiguration(GuardedConnection.configuration());
        boolean open = false;
        try {
            CompletableFuture<?> opened = client.get().connect(upgrade);
            opened.get(connectMax.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
            open = true;
            return connection;
        } catch (IOException | ExecutionException | TimeoutException failed) {
            throw new FetchException("no stream from " + to.host() + reason(failed), failed);
        } finally {
            if (!open) {
                connection.close();
            }
        }
    }

    /// What the guard said, or what the other side answered.
    private static String reason(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException guard) {
                return ": " + guard.getMessage();
            }
            if (cause instanceof UpgradeException refused && refused.getResponseStatusCode() > 0) {
                return ": status " + refused.getResponseStatusCode();
            }
        }
        return "";
    }

    /// The same address as one of the web, which the guard knows.
    private static URI web(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String web =
                switch (scheme) {
                    case "wss" -> "https";
                    case "ws" -> "http";
                    default -> throw new FetchException("only wss addresses are streams");
                };
        try {
            return new URI(web + uri.toString().substring(scheme.length()));
        } catch (URISyntaxException malformed) {
            throw new FetchException("not an address of a stream", malformed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
