package chancery.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A place for a server in production and for what it reaches: a free port for each, the settings
/// that name them, and what a script needs to know of all this.
///
/// @param folder where settings and data are
/// @param ports by name, as the scripts of `e2e/js` know them
record Surroundings(Path folder, Map<String, Integer> ports) {
    private static final String SERVER = "SERVER";
    private static final List<String> OTHERS = List.of("HOST", "RELAY", "JETSTREAM", "LABELER");
    private static final String NAMES = "NAMES";
    private static final String KEY = "00112233445566778899aabbccddeeff";

    static Surroundings in(Path folder) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<AutoCloseable> held = new ArrayList<>();
        try {
            ports.put(SERVER, free(held));
            for (String other : OTHERS) {
                ports.put(other, free(held));
            }
            DatagramSocket names = new DatagramSocket(new InetSocketAddress(loopback(), 0));
            held.add(names);
            ports.put(NAMES, names.getLocalPort());
            for (AutoCloseable one : held) {
                one.close();
            }
            Files.createDirectories(folder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return new Surroundings(folder, Map.copyOf(ports));
    }

    private static int free(List<AutoCloseable> held) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, loopback());
        held.add(socket);
        return socket.getLocalPort();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /// Where the server is reached without the proxy that it would have in front.
    String base() {
        return "http://localhost:" + ports.get(SERVER);
    }

    /// Where it says that it is.
    String site() {
        return "https://localhost:" + ports.get(SERVER);
    }

    /// Starts the server, ready for requests.
    Chancery serve() {
        Path config = write("chancery.toml", settings(site()));
        return Chancery.serve(config, Map.of("STORE_MASTER_KEY", KEY + KEY));
    }

    /// Writes what the server printed at its first start to where scripts wait for it.
    void tell(Chancery server) {
        Path fresh = write("token.new", server.bootstrapToken());
        try {
            Files.move(fresh, token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path token() {
        return folder.resolve("token");
    }

    /// What scripts are started with.
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        ports.forEach((name, port) -> environment.put(name + "_PORT", port.toString()));
        environment.put("PUBLIC_URL", site());
        environment.put("TOKEN_FILE", token().toString());
        return environment;
    }

    /// The settings of a server that says that it is at this place.
    String settings(String site) {
        return """
        [http]
        listen = ["127.0.0.1:%d", "[::1]:%d"]
        access-log = false
        [ops]
        listen = ""
        [store]
        data = "%s"
        [pds]
        public-url = "%s"
        handle-domains = [".test"]
        [plc]
        url = "inside"
        [appview]
        follow = "jetstream"
        jetstream = "ws://localhost:%d"
        relay = "http://localhost:%d"
        hook-pause = "20ms"
        [egress]
        allow = [%s]
        name-server = "127.0.0.1:%d"
        """
                .formatted(
                        ports.get(SERVER),
                        ports.get(SERVER),
                        folder.resolve("data"),
                        site,
                        ports.get("JETSTREAM"),
                        ports.get("RELAY"),
                        allowed(),
                        ports.get(NAMES));
    }

    private String allowed() {
        return String.join(
                ", ",
                OTHERS.stream().map(name -> "\"localhost:" + ports.get(name) + "\"").toList());
    }

    /// Writes a file of the folder.
    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
