package chancery.server.cli;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.server.cli.AdminClient.ApiException;
import chancery.server.config.Environment;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedFetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Requests to a server that runs, with the token of the environment.
final class ServerCalls implements AutoCloseable {
    /// The variable that holds the token; never an argument, which others on the machine can read.
    static final String TOKEN = "CHANCERY_TOKEN";

    private static final String DEV_TOKEN = "dev";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private final URI server;
    private final GuardedFetch fetch;

    ServerCalls(URI server) {
        this.server = server;
        this.fetch =
                new GuardedFetch(
                        ServerCalls::addresses,
                        Set.of(hostAndPort(server)),
                        WebLimits.Egress.STANDARD);
    }

    /// Asks, and waits for the whole answer.
    ///
    /// @param path of the server, each part quoted
    /// @param json the body, if there is one
    Fetch.Answer send(String verb, String path, Optional<byte[]> json) throws ApiException {
        String token = Environment.ofProcess().variables().getOrDefault(TOKEN, DEV_TOKEN);
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Bearer " + token);
        if (json.isPresent()) {
            headers.put("content-type", "application/json");
        }
        try {
            return fetch.send(
                    new Fetch.Request(
                            verb,
                            URI.create(server + path),
                            headers,
                            json.orElse(new byte[0]),
                            TIMEOUT,
                            ANSWER_BYTES_MAX,
                            0));
        } catch (FetchException e) {
            throw new ApiException("cannot reach " + server + ": " + e.getMessage());
        }
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new FetchException(host + " is not known", e);
        }
    }

    private static String hostAndPort(URI server) {
        int port = server.getPort();
        int usual = "https".equals(server.getScheme()) ? 443 : 80;
        return server.getHost() + ":" + (port < 0 ? usual : port);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
