/// DID documents and operations of the did:plc directory as values and pure functions; handles and
/// DIDs resolved through the ports of `net`; tokens by which services know each other. Starts no
/// thread and reads no clock. Who may have which handle is the business of a server.
@NullMarked
package chancery.atproto.identity;

import org.jspecify.annotations.NullMarked;
