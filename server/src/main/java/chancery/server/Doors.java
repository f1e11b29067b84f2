package chancery.server;

import chancery.server.config.HttpConfig;
import chancery.server.config.OpsConfig;
import chancery.web.WebLimits;
import chancery.web.address.TrustedProxies;
import chancery.web.http.HttpServer;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.Router;

import io.micrometer.core.instrument.MeterRegistry;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The HTTP servers of the process: the public one, and the operator's where it has an address of
/// its own.
final class Doors implements AutoCloseable {
    private final List<HttpServer> servers;

    private Doors(List<HttpServer> servers) {
        this.servers = servers;
    }

    /// What every server needs.
    record Surroundings(InstantSource clock, SecureRandom random, MeterRegistry meters) {}

    /// Servers that do not listen yet.
    ///
    /// @param open what the public door answers
    /// @param ops what the operator's door answers
    static Doors of(
            HttpConfig http, OpsConfig opsConfig, Router open, Router ops, Surroundings around) {
        HttpServer front = server(config(http), open, around);
        if (opsConfig.listen().isEmpty()) {
            return new Doors(List.of(front));
        }
        HttpServerConfig back =
                new HttpServerConfig(
                        List.of(opsConfig.listen().get()),
                        TrustedProxies.NONE,
                        HttpServerConfig.Protocols.HTTP_1_1,
                        HttpServerConfig.AccessLogging.OFF,
                        WebLimits.STANDARD);
        return new Doors(List.of(front, server(back, ops, around)));
    }

    private static HttpServerConfig config(HttpConfig http) {
        WebLimits.Load load = WebLimits.STANDARD.load();
        var bounded =
                new WebLimits.Load(
                        http.requestsMax(),
                        load.connectionsMax(),
                        load.idle(),
                        load.stall(),
                        http.drain());
        return new HttpServerConfig(
                http.listen(),
                new TrustedProxies(http.trustedProxies()),
                HttpServerConfig.Protocols.HTTP_1_1,
                http.accessLog()
                        ? HttpServerConfig.AccessLogging.ON
                        : HttpServerConfig.AccessLogging.OFF,
                WebLimits.STANDARD.with(bounded));
    }

    private static HttpServer server(HttpServerConfig config, Router router, Surroundings around) {
        return new HttpServer(
                config, router, around.clock(), System::nanoTime, around.random(), around.meters());
    }

    /// Listens.
    ///
    /// @throws StartException when an address is taken
    void start(List<InetSocketAddress> addresses) {
        try {
            servers.forEach(HttpServer::start);
        } catch (UncheckedIOException e) {
            close();
            throw new StartException("cannot listen on " + addresses + ": " + e.getMessage(), e);
        }
    }

    /// How many websockets are open at the public door.
    int openWebsockets() {
        return servers.getFirst().openWebsockets();
    }

    /// Takes nothing new, finishes what is in work and stops.
    @Override
    public void close() {
        servers.forEach(HttpServer::close);
    }
}
