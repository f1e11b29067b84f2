/// The applications that are registered here: their keys, secrets, and what they may ask for.
/// Checking the proofs of their users is the work of `dpop` and `session`.
@NullMarked
package chancery.appview.client;

import org.jspecify.annotations.NullMarked;
