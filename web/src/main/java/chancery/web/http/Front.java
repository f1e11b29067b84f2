package chancery.web.http;

import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.body.PeerGoneException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where requests come in: bounds how many are in work, finds the handler, and turns what it
/// returns or throws into an answer.
final class Front extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Router router;
    private final Surroundings around;
    private final Websockets websockets;
    private final Semaphore permits;
    private final int requestsMax;
    private volatile boolean draining;

    Front(Router router, Surroundings around, Websockets websockets) {
        this.router = router;
        this.around = around;
        this.websockets = websockets;
        this.requestsMax = around.limits().load().requestsMax();
        this.permits = new Semaphore(requestsMax);
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request raw,
            org.eclipse.jetty.server.Response response,
            Callback callback) {
        long start = around.nanos().getAsLong();
        JettyRequest request = request(raw);
        boolean permitted = !draining && permits.tryAcquire();
        Exchange exchange =
                new Exchange(
                        request,
                        response,
                        callback,
                        (ended, status, bytes) -> {
                            // A stop waits for permits, and so for the log as well.
                            try {
                                around.ended(ended, status, bytes, start);
                            } finally {
                                if (permitted) {
                                    permits.release();
                                }
                            }
                        });
        if (permitted) {
            serve(request, raw, exchange);
        } else {
            exchange.send(busy());
        }
        return true;
    }

    private Response busy() {
        Response busy =
                Errors.response(503, "NotEnoughResources", "Server is busy")
                        .with("retry-after", "1");
        return draining ? busy.with("connection", "close") : busy;
    }

    private JettyRequest request(org.eclipse.jetty.server.Request raw) {
        InetAddress peer =
                raw.getConnectionMetaData().getRemoteSocketAddress()
                                instanceof InetSocketAddress address
                        ? address.getAddress()
                        : InetAddress.getLoopbackAddress();
        if (around.proxies().trusted(peer)) {
            String hops =
                    String.join(",", raw.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR));
            peer = around.proxies().client(peer, hops);
        }
        return new JettyRequest(
                raw, peer, around.ids().next(), around.limits().bodies(), around.nanos());
    }

    private void serve(
            JettyRequest request, org.eclipse.jetty.server.Request raw, Exchange exchange) {
        Response answer;
        try {
            answer = answer(request, raw, exchange);
            if (answer.body() instanceof Response.Body.Websocket(var conversation)) {
                exchange.headers(answer);
                websockets.upgrade(raw, exchange, request.client(), conversation);
                return;
            }
        } catch (Refusal refusal) {
            LOG.debug("request {} refused: {}", request.id(), refusal.details());
            answer = Errors.response(refusal);
        } catch (SyntaxException malformed) {
            answer = Errors.response(400, "InvalidRequest", text(malformed));
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof PeerGoneException gone) {
                exchange.failed(gone);
                return;
            }
            answer = internal(request, failure);
        } catch (RuntimeException | Error failure) {
            answer = internal(request, failure);
        }
        if (!exchange.wire().isCommitted()) {
            exchange.wire().reset();
        }
        exchange.send(answer);
    }

    private static String text(SyntaxException malformed) {
        String message = malformed.getMessage();
        return message == null ? "Invalid Request" : message;
    }

    /// What is answered when the fault is ours; the reason goes to the log alone.
    private Response internal(JettyRequest request, Throwable failure) {
        LOG.error("request {} failed", request.id(), failure);
        return router.find(request.method(), request.path())
                .flatMap(Mount::failed)
                .orElse(Errors.response(500));
    }

    private Response answer(
            JettyRequest request, org.eclipse.jetty.server.Request raw, Exchange exchange) {
        if (raw.getHeaders().size() > around.limits().heads().fieldsMax()) {
            return Errors.response(431);
        }
        if (raw.getHttpURI().getPathQuery().length() > around.limits().heads().targetBytesMax()) {
            return Errors.response(414);
        }
        Optional<Mount> found = router.find(request.method(), request.path());
        if (found.isEmpty()) {
            return Router.notFound();
        }
        Mount mount = found.get();
        request.label(mount.path());
        exchange.cors(mount.cors());
        boolean preflight = request.method().equals("OPTIONS") && mount.cors() == Cors.OPEN;
        if (preflight && !mount.verbs().contains("OPTIONS")) {
            return CorsHeaders.preflight(request);
        }
        request.bound(mount.bodyBytesMax());
        return mount.handler().handle(request);
    }

    /// Takes no new work and waits for what is in work, at most this long.
    boolean drain(Duration patience) throws InterruptedException {
        draining = true;
        return permits.tryAcquire(requestsMax, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
