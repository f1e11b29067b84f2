/// Sessions of accounts that live elsewhere, deposited here by registered applications: keys handed
/// out, tokens kept sealed and refreshed, hosts called with them. Bytes of proofs are the work of
/// `dpop`; requests and answers of our own clients that of the edge.
@NullMarked
package chancery.appview.session;

import org.jspecify.annotations.NullMarked;
