package chancery.server.config;

import java.net.InetSocketAddress;
import java.util.Optional;

/// The operator's door; without an address of its own it is the public one.
public record OpsConfig(Optional<InetSocketAddress> listen) {
    static OpsConfig read(Values values) {
        return new OpsConfig(values.address(Keys.OPS_LISTEN));
    }
}
