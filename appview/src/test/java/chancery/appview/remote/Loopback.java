package chancery.appview.remote;

import chancery.web.http.HttpServer;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.HttpServerConfig.AccessLogging;
import chancery.web.http.Mount;
import chancery.web.http.Router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A server on a free port of this machine.
public final class Loopback implements AutoCloseable {
    private final Router router = new Router();
    private final HttpServer server =
            new HttpServer(
                    HttpServerConfig.loopback(0).with(AccessLogging.OFF),
                    router,
                    InstantSource.system(),
                    System::nanoTime,
                    new Random(1),
                    new SimpleMeterRegistry());

    private Loopback() {}

    public static Loopback empty() {
        Loopback loopback = new Loopback();
        loopback.server.start();
        return loopback;
    }

    public void mount(List<Mount> mounts) {
        mounts.forEach(router::mount);
    }

    public String url() {
        return "http://localhost:" + server.port();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
