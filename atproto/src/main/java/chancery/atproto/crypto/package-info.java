/// Keys and signatures on the two curves of the protocol, `did:key` and Multikey. The only package
/// that sees a crypto library. Keys are immutable; random bytes come from the caller.
@NullMarked
package chancery.atproto.crypto;

import org.jspecify.annotations.NullMarked;
