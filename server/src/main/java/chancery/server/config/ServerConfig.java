package chancery.server.config;

import chancery.streams.StreamsConfig;

import java.util.List;
import java.util.Map;

/// All settings of a process, complete and checked.
public record ServerConfig(
        Mode mode,
        HttpConfig http,
        OpsConfig ops,
        StoreConfig store,
        PdsSettings pds,
        PlcConfig plc,
        AppViewSettings appview,
        StreamsConfig streams,
        EgressConfig egress,
        LogConfig log) {

    /// The settings of production.
    ///
    /// @param file settings by name, as [TomlFile] reads them
    /// @throws ConfigException with every fault
    public static ServerConfig serve(Map<String, String> file, Environment environment) {
        return read(Mode.SERVE, file, environment, Map.of());
    }

    /// The settings of development: everything on loopback, nothing from the environment.
    ///
    /// @param data the folder of all state
    /// @throws ConfigException with every fault
    public static ServerConfig dev(int port, String data) {
        return dev(port, data, List.of(), "");
    }

    /// The same, with another way out.
    ///
    /// @param allow `host:port` of each place that may be reached although its address is private
    /// @param nameServer `host:port` of the one that is asked about names; empty for those of the
    ///     machine
    /// @throws ConfigException with every fault
    public static ServerConfig dev(int port, String data, List<String> allow, String nameServer) {
        String listen = "127.0.0.1:" + port + ", [::1]:" + port;
        Map<String, String> arguments =
                Map.of(
                        Keys.HTTP_LISTEN.name(),
                        listen,
                        Keys.STORE_DATA.name(),
                        data,
                        Keys.EGRESS_ALLOW.name(),
                        String.join(",", allow),
                        Keys.EGRESS_NAME_SERVER.name(),
                        nameServer);
        return read(Mode.DEV, Map.of(), Environment.empty(), arguments);
    }

    private static ServerConfig read(
            Mode mode,
            Map<String, String> file,
            Environment environment,
            Map<String, String> arguments) {
        var faults = new Faults();
        var sources = new Sources(file, environment, arguments, faults);
        var values = new Values(sources, mode, faults);
        HttpConfig http = HttpConfig.read(values);
        int port = http.listen().isEmpty() ? 0 : http.listen().getFirst().getPort();
        var config =
                new ServerConfig(
                        mode,
                        http,
                        OpsConfig.read(values),
                        StoreConfig.read(values, mode),
                        PdsSettings.read(values, mode, port),
                        PlcConfig.read(values),
                        AppViewSettings.read(values),
                        StreamsSettings.read(values, mode),
                        EgressConfig.read(values),
                        LogConfig.read(values));
        faults.throwAny();
        return config;
    }
}
