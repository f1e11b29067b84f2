/// Proofs that a request was made by the holder of a key (RFC 9449): made for hosts of
/// repositories,
/// checked for clients of ours. Which key belongs to whom is the knowledge of `session`.
@NullMarked
package chancery.appview.dpop;

import org.jspecify.annotations.NullMarked;
