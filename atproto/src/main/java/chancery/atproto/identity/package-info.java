/// DID documents and operations of the did:plc directory, as values and pure functions. Asking the
/// network goes through `net`.
@NullMarked
package chancery.atproto.identity;

import org.jspecify.annotations.NullMarked;
