/// What services of the network say to each other on XRPC calls: the tokens by which one proves to
/// another for whom it asks. Pure, apart from the resolver that [ServiceVerifier] is given.
@NullMarked
package chancery.atproto.xrpc;

import org.jspecify.annotations.NullMarked;
