package chancery.server.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// The way out.
///
/// @param allow `host:port` pairs that may be reached although their address is private
/// @param nameServer who is asked about names; empty for those of the machine
public record EgressConfig(List<String> allow, Optional<InetSocketAddress> nameServer) {
    public EgressConfig {
        allow = List.copyOf(allow);
    }

    static EgressConfig read(Values values) {
        List<String> allow = values.list(Keys.EGRESS_ALLOW);
        for (String pair : allow) {
            if (pair.lastIndexOf(':') < 1 || pair.endsWith(":")) {
                values.fault(Keys.EGRESS_ALLOW, "'" + pair + "' is not host:port");
            }
        }
        return new EgressConfig(allow, values.address(Keys.EGRESS_NAME_SERVER));
    }
}
