package chancery.server.config;

import java.util.List;

/// The way out.
///
/// @param allow `host:port` pairs that may be reached although their address is private
public record EgressConfig(List<String> allow) {
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
        return new EgressConfig(allow);
    }
}
