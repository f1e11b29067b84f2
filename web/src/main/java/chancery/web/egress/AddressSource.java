package chancery.web.egress;

import java.net.InetAddress;
import java.util.List;

/// The addresses behind a host name.
@FunctionalInterface
public interface AddressSource {
    /// All addresses of this name, IPv4 first; empty when it has none.
    ///
    /// @throws chancery.atproto.net.FetchException when no name server answered in time
    List<InetAddress> addresses(String host);
}
