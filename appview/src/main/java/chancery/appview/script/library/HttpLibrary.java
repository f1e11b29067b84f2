package chancery.appview.script.library;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.Run;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Requests to servers elsewhere, as far as the guard of the egress lets them.
public final class HttpLibrary implements HostLibrary {
    private static final int URL_BYTES_MAX = 8 << 10;
    private static final int REDIRECTS_MAX = 10;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Fetch fetch;
    private final AppViewLimits.Scripts limits;

    public HttpLibrary(Fetch fetch, AppViewLimits.Scripts limits) {
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                function("GET", "Reads from a server. Redirects are followed."),
                function("POST", "Sends a POST to a server."),
                function("PUT", "Sends a PUT to a server."),
                function("PATCH", "Sends a PATCH to a server."),
                function("DELETE", "Sends a DELETE to a server."),
                function("HEAD", "Asks a server for the headers alone. Redirects are followed."));
    }

    private HostFunction function(String method, String purpose) {
        return new HostFunction(
                "http." + method.toLowerCase(Locale.ROOT),
                purpose,
                List.of(
                        Parameter.required(
                                "url",
                                new ParameterType.Text(URL_BYTES_MAX),
                                "where to, `https://…`"),
                        Parameter.optional(
                                "options",
                                new ParameterType.Table(),
                                "`headers`, texts by name"
                                        + (READING.contains(method) ? "" : "; `body`, a text"))),
                "a table of `status`, `body` and `headers` by their names in lower case; raises"
                        + " `HTTP request failed: …` when no answer came",
                call -> send(call, method));
    }

    private Object send(HostCall call, String method) {
        Run run = call.context(Run.class);
        HttpOptions options =
                call.has(2) ? HttpOptions.of(call.state(), call.table(2)) : HttpOptions.NONE;
        boolean reads = READING.contains(method);
        Fetch.Request request =
                new Fetch.Request(
                        method,
                        HttpOptions.uri(call.text(1).toString()),
                        options.headers(),
                        reads ? new byte[0] : options.body(),
                        time(call.state().budget()),
                        limits.httpBytes(),
                        reads ? REDIRECTS_MAX : 0);
        run.chargeHttp();
        if (!reads) {
            run.act();
        }
        Fetch.Answer answer = call.await(() -> exchange(request));
        return table(call.state().budget(), method, answer);
    }

    private Duration time(Budget budget) {
        Duration left = Duration.ofNanos(Math.max(1, budget.nanosLeft()));
        return left.compareTo(limits.httpTime()) < 0 ? left : limits.httpTime();
    }

    private Fetch.Answer exchange(Fetch.Request request) {
        try {
            return fetch.send(request);
        } catch (FetchException e) {
            throw HttpOptions.failed(String.valueOf(e.getMessage()));
        }
    }

    private static LuaTable table(Budget budget, String method, Fetch.Answer answer) {
        byte[] body = method.equals("HEAD") ? new byte[0] : answer.body();
        budget.steps(body.length / 16);
        budget.allocate(LuaString.cost(body.length) + 2 * LuaTable.cost(0, 8));
        LuaTable headers = new LuaTable();
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            LuaString value = LuaString.of(header.getValue());
            budget.allocate(2 * LuaString.cost(value.length()));
            headers.put(budget, LuaString.of(header.getKey()), value);
        }
        LuaTable table = new LuaTable();
        table.put(budget, LuaString.of("status"), (long) answer.status());
        table.put(budget, LuaString.of("body"), LuaString.owning(body));
        table.put(budget, LuaString.of("headers"), headers);
        return table;
    }
}
