/// Callers whose repositories are elsewhere, known by proof of a key, and the methods by which they
/// manage applications and delegations themselves.
@NullMarked
package chancery.appview.xrpc.remote;

import org.jspecify.annotations.NullMarked;
