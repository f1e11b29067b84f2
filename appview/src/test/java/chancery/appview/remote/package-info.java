/// What tests of sessions share: a host with an authorization server on loopback, applications that
/// make proofs, and a server of ours to ask.
@NullMarked
package chancery.appview.remote;

import org.jspecify.annotations.NullMarked;
