package chancery.server.health;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Response;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `/livez`, `/readyz`, `/metrics` and `/xrpc/_health`.
public final class HealthRoutes {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private final String version;

    public HealthRoutes(Readiness readiness, PrometheusMeterRegistry meters, String version) {
        this.readiness = readiness;
        this.meters = meters;
        this.version = version;
    }

    /// What everybody may ask.
    public List<Mount> open() {
        return List.of(
                Mount.get(Door.SERVER, "/livez", _ -> alive()),
                Mount.get(Door.SERVER, "/readyz", _ -> ready()),
                Mount.get(Door.SERVER, "/xrpc/_health", _ -> health()));
    }

    /// What the operator asks.
    public List<Mount> ops() {
        return List.of(Mount.get(Door.SERVER, "/metrics", _ -> metrics()));
    }

    private Response alive() {
        return Response.of(
                200, JSON, DagJson.write(Value.Map.builder().put("alive", true).build()));
    }

    private Response ready() {
        List<String> obstacles = readiness.obstacles();
        List<Value> reasons = obstacles.stream().<Value>map(Value.Text::new).toList();
        Value.Map body =
                Value.Map.builder()
                        .put("ready", obstacles.isEmpty())
                        .put("reasons", reasons)
                        .build();
        return Response.of(obstacles.isEmpty() ? 200 : 503, JSON, DagJson.write(body));
    }

    private Response health() {
        if (readiness.obstacles().isEmpty()) {
            Value.Map body = Value.Map.builder().put("version", version).build();
            return Response.of(200, JSON, DagJson.write(body));
        }
        Value.Map body =
                Value.Map.builder().put("version", version).put("error", "Not ready").build();
        return Response.of(503, JSON, DagJson.write(body));
    }

    private Response metrics() {
        byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
        return Response.of(200, PROMETHEUS, text);
    }
}
